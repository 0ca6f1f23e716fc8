import { useSignal } from "@preact/signals";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { type HandOff, type Phase, STEPS, type Step } from "../../chat/hand_off.ts";
import { since } from "../clock.ts";
import { wait } from "../moments.ts";
import { say } from "../words.ts";
import "./referral.css";

type Props = { session: DeskSession; state: DeskChatState; name: string };

/** From here on nothing may be told: it is said at once, over whatever else is read. */
const STOPPED: ReadonlySet<Phase> = new Set(["withdrawn", "expired", "left", "refused"]);

/** How far a hand-off is, what may be told, and the steps to tick. */
export function HandOffView({ session, state, name }: Props) {
  const putAway = useSignal("");
  const { handOff } = state;
  const stopped = handOff !== null && STOPPED.has(handOff.phase);
  const shown = handOff !== null && putAway.value !== `${handOff.id} ${handOff.phase}`;
  const slots = { name, to: handOff?.to ?? "" };
  return (
    <div class="hand-off">
      <p role="status">{shown && !stopped && say(`referral.phase.${handOff.phase}`, slots)}</p>
      <p role="alert" class={stopped ? "bad" : ""}>
        {shown && stopped && say(`referral.phase.${handOff.phase}`, slots)}
      </p>
      {shown && (
        <Rest
          {...{ session, handOff }}
          chat={state.chat}
          close={() => {
            putAway.value = `${handOff.id} ${handOff.phase}`;
          }}
        />
      )}
    </div>
  );
}

type RestProps = { session: DeskSession; chat: string; handOff: HandOff; close: () => void };

function Rest({ session, chat, handOff, close }: RestProps) {
  const { id, phase } = handOff;
  if (phase === "agreed") return <Agreed {...{ session, chat, handOff }} />;
  if (phase === "proposed") {
    return (
      <div class="row">
        <Left handOff={handOff} />
        <button
          type="button"
          class="button quiet"
          onClick={() => session.goOn(chat, { act: "take_back", id })}
        >
          {say("referral.take_back")}
        </button>
      </div>
    );
  }
  return (
    <button type="button" class="button quiet" onClick={close}>
      {say("app.close")}
    </button>
  );
}

function Agreed({ session, chat, handOff }: Omit<RestProps, "close">) {
  const { id, words, done, to } = handOff;
  function tick(step: Step, on: boolean) {
    const next = STEPS.filter((one) => (one === step ? on : done.includes(one)));
    session.goOn(chat, { act: "steps", id, done: next });
  }
  return (
    <>
      <blockquote dir="auto">{words}</blockquote>
      <Left handOff={handOff} />
      <fieldset>
        <legend class="small">{say("referral.steps")}</legend>
        {STEPS.map((step) => (
          <label key={step} class="choice">
            <input
              type="checkbox"
              checked={done.includes(step)}
              onChange={(event) => tick(step, event.currentTarget.checked)}
            />
            {say(`referral.step.${step}`, { to })}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Left({ handOff: { minutes, until } }: { handOff: HandOff }) {
  const seconds = minutes * 60 - since(until - minutes * 60_000);
  return <span class="soft small">{say("referral.left", { time: wait(seconds) })}</span>;
}
