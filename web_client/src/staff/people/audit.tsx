import type { AuditLine } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { directory } from "../directory/doors.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { Wide } from "../wide.tsx";
import { say } from "../words.ts";
import { detail, type Names } from "./details.ts";
import { time } from "./sessions.tsx";

type Actor = "console" | "provider";
const ACTORS: ReadonlySet<string> = new Set<Actor>(["console", "provider"]);

/** What staff did to staff and settings, the newest first. */
export function Audit() {
  const lines = useAnswered(doors.auditLines);
  const people = useAnswered(doors.everyone);
  const training = useAnswered(doors.allTraining);
  const help = useAnswered(directory);
  const things = new Map([
    ...(training.value?.modules ?? []).map(({ id, name }): [string, string] => [id, name]),
    ...(help.value?.entries ?? []).map((one): [string, string] => [one.service, one.name]),
  ]);
  const names = new Map(people.value?.people.map(({ id, name }) => [id, name]));
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{say("audit.last")}</h2>
      <Refused refusal={lines.refusal ?? people.refusal ?? training.refusal ?? help.refusal} />
      <Wide label={say("audit.last")}>
        <table class="audit">
          <thead>
            <tr>
              <th scope="col">{say("audit.when")}</th>
              <th scope="col">{say("audit.who")}</th>
              <th scope="col">{say("audit.what")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.value?.lines.map((line) => (
              <Row key={line.n} line={line} name={(id) => names.get(id) ?? id} things={things} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

type RowProps = { line: AuditLine; name: (id: string) => string; things: Names };

function Row({ line, name, things }: RowProps) {
  const who = ACTORS.has(line.actor) ? say(`audit.${line.actor as Actor}`) : name(line.actor);
  const what = say(`audit.deed.${line.deed}`, { name: name(line.subject) });
  const more = detail(line, things);
  return (
    <tr>
      <td>{time(line.at)}</td>
      <td>{who}</td>
      <td>
        {what}
        {more !== "" && <span class="soft small"> ({more})</span>}
      </td>
    </tr>
  );
}
