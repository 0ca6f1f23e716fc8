import { useSignal } from "@preact/signals";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { isOpen } from "../../chat/hand_off.ts";
import type { ChosenHelp } from "../beside/other_help.tsx";
import type { ReadyWords } from "../desk/ready_words.ts";
import { say } from "../words.ts";
import { CardForm } from "./card_form.tsx";
import { HandOffForm } from "./hand_off_form.tsx";

type Props = {
  session: DeskSession;
  state: DeskChatState;
  name: string;
  readyWords: ReadyWords;
  chosen: ChosenHelp;
  /** Puts the list away, when something of it went out. */
  close: () => void;
};

/** The ways to bring a youth to a service: a card to send, or a warm hand-off. */
export function Ways({ session, state, name, readyWords, chosen, close }: Props) {
  const way = useSignal<"card" | "hand_off" | null>(null);
  const asking = isOpen(state.handOff);
  const { name: service } = chosen.service;
  function back() {
    way.value = null;
  }
  if (way.value === "card") {
    return <CardForm {...{ session, state, name, readyWords, chosen, close, back }} />;
  }
  if (way.value === "hand_off") {
    return <HandOffForm {...{ session, state, name, chosen, close, back }} />;
  }
  return (
    <>
      {asking && <p class="soft small">{say("referral.one_at_a_time")}</p>}
      <div class="row">
        <button
          type="button"
          class="button"
          aria-label={`${say("referral.card")}: ${service}`}
          onClick={() => {
            way.value = "card";
          }}
        >
          {say("referral.card")}
        </button>
        <button
          type="button"
          class="button"
          aria-label={`${say("referral.hand_off")}: ${service}`}
          aria-disabled={asking}
          onClick={() => {
            if (!asking) way.value = "hand_off";
          }}
        >
          {say("referral.hand_off")}
        </button>
      </div>
    </>
  );
}
