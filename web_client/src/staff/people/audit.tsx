import type { AuditLine } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { time } from "./sessions.tsx";

/** What staff did to staff and settings, the newest first. */
export function Audit() {
  const lines = useAnswered(doors.auditLines);
  const people = useAnswered(doors.everyone);
  const names = new Map(people.value?.people.map(({ id, name }) => [id, name]));
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{say("audit.last")}</h2>
      <Refused refusal={lines.refusal ?? people.refusal} />
      <div class="wide">
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
              <Row key={line.n} line={line} name={(id) => names.get(id) ?? id} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ line, name }: { line: AuditLine; name: (id: string) => string }) {
  const who = line.actor === "console" ? say("audit.console") : name(line.actor);
  const what = say(`audit.deed.${line.deed}`, { name: name(line.subject) });
  return (
    <tr>
      <td>{time(line.at)}</td>
      <td>{who}</td>
      <td>
        {what}
        {line.detail !== "" && <span class="soft small"> ({line.detail})</span>}
      </td>
    </tr>
  );
}
