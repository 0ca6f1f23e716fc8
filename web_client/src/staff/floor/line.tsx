import type { FloorSession } from "../../chat/floor.ts";
import type { FloorView, LineShape } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { time } from "../people/sessions.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

/** The line in numbers. */
export function Figures({ view, viewAt }: { view: FloorView; viewAt: number }) {
  const { line, responders } = view;
  const longest = line.waiting === 0 ? "–" : lasted(line.longest_s + since(viewAt));
  const ready = responders.filter((person) => person.ready && person.link === "here").length;
  const chats = responders.reduce((sum, person) => sum + person.chats.length, 0);
  return (
    <section class="floor-line" aria-labelledby="floor-line">
      <h2 id="floor-line">{say("floor.line")}</h2>
      <dl class="figures">
        <Figure name={say("floor.waiting")} value={line.waiting} />
        <Figure name={say("floor.longest")} value={longest} look="words" />
        <Figure
          name={say("floor.not_safe")}
          value={line.not_safe}
          look={line.not_safe > 0 ? "urgent" : ""}
        />
        <Figure name={say("floor.ready")} value={ready} />
        <Figure name={say("floor.chats")} value={chats} />
      </dl>
    </section>
  );
}

type FigureProps = { name: string; value: string | number; look?: "urgent" | "words" | "" };

function Figure({ name, value, look = "" }: FigureProps) {
  return (
    <div class={`figure ${look}`}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function untilWhen({ state, until }: LineShape): string {
  if (until !== null) return say("floor.state.until", { time: time(until) });
  return state === "open" ? "" : say("floor.state.hand");
}

const STATES: readonly LineShape["state"][] = ["open", "paused", "closed"];

/** Whether the line takes new chats. */
export function LineStates({ session, line }: { session: FloorSession; line: LineShape }) {
  const { state } = line;
  const { busy, refusal, run } = useAsking();
  return (
    <fieldset class="states">
      <legend>{say("floor.state")}</legend>
      <div class="row">
        {STATES.map((to) => (
          <button
            key={to}
            type="button"
            class="button"
            aria-pressed={to === state}
            aria-disabled={busy.value}
            onClick={() => to !== state && void run(through(session, () => session.setLine(to)))}
          >
            {say(`floor.state.${to}`)}
          </button>
        ))}
      </div>
      <p role="status" class={`state-note ${state}`}>
        {say(`floor.state.${state}.note`)} {untilWhen(line)}
      </p>
      <Refused refusal={refusal.value} />
    </fieldset>
  );
}
