import { useEffect } from "preact/hooks";
import type { Wait } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { percent } from "../staffing/numbers.ts";
import { say } from "../words.ts";

const EVERY_MS = 30_000;

/** How the line has done since midnight, in steps: no one chat shows in it. */
export function Today() {
  const { value, again } = useAnswered(doors.today);
  useEffect(() => {
    const timer = setInterval(() => void again(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (!value) return null;
  const { answered, left, in_time, median, most, longest, target_s } = value;
  return (
    <section aria-labelledby="today">
      <h2 id="today">{say("today.title")}</h2>
      <dl class="figures">
        <Told name={say("today.answered")} value={people(answered)} />
        <Told
          name={say("today.in_time", { s: target_s })}
          value={in_time === null ? null : percent(in_time / 100)}
        />
        <Told name={say("today.left")} value={people(left)} />
        <Told name={say("today.median")} value={median && band(median)} />
        <Told name={say("today.most")} value={most && band(most)} />
        <Told name={say("today.longest")} value={longest && band(longest)} />
      </dl>
      <p class="soft small">{say("today.note")}</p>
    </section>
  );
}

function people(n: number): string {
  return n === 0 ? say("today.few") : say("today.about", { n });
}

function band(wait: Wait): string {
  return say(`counts.wait.${wait}`);
}

function Told({ name, value }: { name: string; value: string | null }) {
  return (
    <div class="figure words">
      <dt>{name}</dt>
      <dd>{value ?? "–"}</dd>
    </div>
  );
}
