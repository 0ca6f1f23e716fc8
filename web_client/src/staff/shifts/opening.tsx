import type { OpeningChange, PlanShape, SpanShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { SpanFields, spanIn } from "./fields.tsx";
import { span } from "./moments.ts";

type Props = { plan: PlanShape; again: () => void };
type OpensBy = OpeningChange["opens_by"];

const WAYS: readonly OpensBy[] = ["always", "hours", "plan"];
const WRONG = { bad_input: "shifts.opening.wrong" } as const;

/** What opens the line: nothing but a hand, set hours, or whoever has signed up. */
export function Opening({ plan, again }: Props) {
  const { busy, refusal, run } = useAsking();
  const { version, opens_by, hours } = plan;
  async function set(to: OpensBy, spans: readonly SpanShape[]) {
    const change = { version, opens_by: to, hours: [...spans] };
    if (await run(() => refusalOf(doors.setOpening(change)))) again();
  }
  function add(event: SubmitEvent) {
    event.preventDefault();
    void set(opens_by, [...hours, spanIn(event.currentTarget as HTMLFormElement)]);
  }
  return (
    <section aria-labelledby="opening">
      <h2 id="opening">{say("shifts.opening")}</h2>
      <fieldset class="row">
        <legend class="unseen">{say("shifts.opening")}</legend>
        {WAYS.map((way) => (
          <button
            key={way}
            type="button"
            class="button"
            aria-pressed={way === opens_by}
            aria-disabled={busy.value}
            onClick={() => way !== opens_by && void set(way, hours)}
          >
            {say(`shifts.opening.${way}`)}
          </button>
        ))}
      </fieldset>
      <p class="soft small">{say("shifts.opening.note")}</p>
      <Refused refusal={refusal.value} own={WRONG} />
      <h3>{say("shifts.hours")}</h3>
      <ul>
        {hours.map((one) => (
          <li key={span(one)} class="shift">
            <span class="shift-hours">{span(one)}</span>
            <button
              type="button"
              class="button quiet"
              aria-disabled={busy.value}
              aria-label={say("shifts.hours.drop", { when: span(one) })}
              onClick={() =>
                void set(
                  opens_by,
                  hours.filter((other) => other !== one),
                )
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form key={version} class="span-form" onSubmit={add}>
        <SpanFields id="new-hours" of={{ weekday: 0, start: "16:00", end: "22:00" }} />
        <button type="submit" class="button" aria-disabled={busy.value}>
          {say("shifts.hours.add")}
        </button>
      </form>
    </section>
  );
}
