import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { EXPECT_POINTS } from "../../chat/card.ts";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import type { ChosenHelp } from "../beside/other_help.tsx";
import type { ReadyWords } from "../desk/ready_words.ts";
import { say } from "../words.ts";
import { cardOf, knownOf, stepsOf } from "./card_of.ts";
import { CardText } from "./card_text.tsx";
import { useHeading } from "./use_heading.ts";

type Props = {
  session: DeskSession;
  state: DeskChatState;
  name: string;
  readyWords: ReadyWords;
  chosen: ChosenHelp;
  close: () => void;
  back: () => void;
};

/** The card as it will be, before it is sent; what to expect is the responder's to say. */
export function CardForm({ session, state, name, readyWords, chosen, close, back }: Props) {
  const id = useId();
  const heading = useHeading();
  const { service, need, tongue } = chosen;
  const numbers = readyWords.setup.value?.numbers ?? [];
  const expect = useSignal(stepsOf(service, tongue) || knownOf(service, numbers, tongue));
  const failed = useSignal(false);
  function send() {
    failed.value = session.sendCard(state.chat, cardOf(service, expect.value), need) !== "said";
    if (!failed.value) close();
  }
  return (
    <>
      <h5 ref={heading} tabIndex={-1}>
        {say("referral.card.title", { name })}
      </h5>
      <CardText card={cardOf(service, "")} />
      {service.check_first && <p class="bad">{say("referral.check.first")}</p>}
      <label for={id}>{say("referral.card.expect")}</label>
      <textarea
        id={id}
        dir="auto"
        lang={tongue}
        rows={4}
        maxLength={EXPECT_POINTS}
        value={expect.value}
        onInput={(event) => {
          expect.value = event.currentTarget.value;
        }}
      />
      <div class="row">
        <button type="button" class="button main" onClick={send}>
          {say("referral.card.send")}
        </button>
        <button type="button" class="button quiet" onClick={back}>
          {say("referral.back")}
        </button>
      </div>
      <div role="alert" class="refused">
        {failed.value && <p>{say("chat.cant_read")}</p>}
      </div>
    </>
  );
}
