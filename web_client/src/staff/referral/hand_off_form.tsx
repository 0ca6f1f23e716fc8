import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { MINUTES, WORDS_POINTS } from "../../chat/hand_off.ts";
import type { ChosenHelp } from "../beside/other_help.tsx";
import { say, type TextKey } from "../words.ts";
import { shortened } from "./card_of.ts";
import { useHeading } from "./use_heading.ts";

type Props = {
  session: DeskSession;
  state: DeskChatState;
  name: string;
  chosen: ChosenHelp;
  close: () => void;
  back: () => void;
};

const USUAL_MINUTES = 30;

/** Asks the youth for a yes: to whom, which words, for how long. */
export function HandOffForm({ session, state, name, chosen, close, back }: Props) {
  const { service, need } = chosen;
  const id = useId();
  const heading = useHeading();
  const before = state.handOff?.to === shortened(service.name) ? state.handOff.words : "";
  const words = useSignal(before);
  const minutes = useSignal(USUAL_MINUTES);
  const problem = useSignal<TextKey | null>(null);
  function ask() {
    const told = words.value.trim();
    const { line } = service;
    const proposal = { to: shortened(service.name), line, words: told, minutes: minutes.value };
    if (told === "") problem.value = "referral.words.missing";
    else if (session.propose(state.chat, proposal, need) === "said") close();
    else problem.value = "referral.not_asked";
  }
  return (
    <>
      <h5 ref={heading} tabIndex={-1}>
        {say("referral.ask.title", { name, to: service.name })}
      </h5>
      {service.line !== "help" && <p class="bad">{say(`referral.line.${service.line}`)}</p>}
      <label for={`${id}-words`}>{say("referral.words")}</label>
      <p id={`${id}-hint`} class="soft small">
        {say("referral.words.hint", { name })}
      </p>
      <textarea
        id={`${id}-words`}
        dir="auto"
        rows={4}
        maxLength={WORDS_POINTS}
        aria-describedby={`${id}-hint`}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          problem.value = null;
        }}
      />
      <label class="need">
        {say("referral.minutes")}
        <select
          value={minutes.value}
          onChange={(event) => {
            minutes.value = Number(event.currentTarget.value);
          }}
        >
          {MINUTES.map((m) => (
            <option key={m} value={m}>
              {say("time.minutes", { m })}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        <button type="button" class="button main" onClick={ask}>
          {say("referral.ask")}
        </button>
        <button type="button" class="button quiet" onClick={back}>
          {say("referral.back")}
        </button>
      </div>
      <div role="alert" class="refused">
        {problem.value && <p>{say(problem.value)}</p>}
      </div>
    </>
  );
}
