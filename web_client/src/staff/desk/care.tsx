import type { DeskSession } from "../../chat/desk.ts";
import type { DeskView } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { wait } from "../moments.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import "./care.css";

type HandProps = { session: DeskSession; hand: DeskView["hand"] };

/** One tap calls a supervisor; another one takes it back. */
export function Hand({ session, hand }: HandProps) {
  const { busy, refusal, run } = useAsking();
  const up = hand !== null;
  return (
    <div class="bar-ask">
      <button
        type="button"
        class={up ? "button strong" : "button"}
        aria-pressed={up}
        aria-disabled={busy.value}
        onClick={() => void run(through(session, () => session.raiseHand(up ? null : "help")))}
      >
        {say(up ? "care.hand.up" : "care.hand")}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}

type Props = { session: DeskSession; view: DeskView; viewAt: number };

/** The pause after a heavy chat, with a talk if it is wanted; and what the shift has been so far. */
export function Care({ session, view, viewAt }: Props) {
  const left = view.gap_s - since(viewAt);
  const raised = (view.me.raised_s ?? 0) - since(viewAt);
  const { chats, heavy } = view.load;
  return (
    <section class="care" aria-label={say("care.title")}>
      {left > 0 && (
        <div role="status" class="care-pause">
          <p>{say("care.pause", { left: wait(left) })}</p>
          <Debrief session={session} hand={view.hand} />
        </div>
      )}
      {raised > 0 && (
        <p role="status" class="small">
          {say("desk.raised", { left: wait(raised) })}
        </p>
      )}
      {chats > 0 && <p class="soft small">{say("care.load", { chats, heavy })}</p>}
    </section>
  );
}

function Debrief({ session, hand }: HandProps) {
  const { busy, refusal, run } = useAsking();
  if (hand === "debrief") return <p>{say("care.debrief.asked")}</p>;
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => void run(through(session, () => session.raiseHand("debrief")))}
      >
        {say("care.debrief")}
      </button>
      <Refused refusal={refusal.value} />
    </>
  );
}
