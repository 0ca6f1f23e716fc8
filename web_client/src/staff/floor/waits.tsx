import type { FloorView, FloorWait } from "../../wire/types.ts";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { say, type TextKey } from "../words.ts";

type Props = { waits: FloorView["waits"]; viewAt: number };

const BY: readonly FloorWait["by"][] = ["safety", "language", "topic"];
const KEYS = { safety: "intake.safety", language: "intake.language", topic: "topic" } as const;

/** Who waits, by what they told the line: numbers, so that nobody can be chosen. */
export function Waits({ waits = [], viewAt }: Props) {
  if (waits.length === 0) return null;
  return (
    <section aria-labelledby="waits">
      <h2 id="waits">{say("floor.waits")}</h2>
      <div class="waits">
        {BY.map((by) => (
          <Table key={by} by={by} waits={waits.filter((one) => one.by === by)} viewAt={viewAt} />
        ))}
      </div>
    </section>
  );
}

type TableProps = { by: FloorWait["by"]; waits: FloorWait[]; viewAt: number };

function Table({ by, waits, viewAt }: TableProps) {
  const gone = since(viewAt);
  const longestFirst = [...waits].sort((a, b) => b.longest_s - a.longest_s);
  return (
    <table>
      <caption>{say(`floor.waits.${by}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{say("floor.waits.told")}</th>
          <th scope="col">{say("floor.waiting")}</th>
          <th scope="col">{say("floor.longest")}</th>
        </tr>
      </thead>
      <tbody>
        {longestFirst.map(({ value, waiting, longest_s }) => (
          <tr key={value} class={value === "not_safe" ? "pressing" : undefined}>
            <th scope="row">{named(by, value)}</th>
            <td>{waiting}</td>
            <td>{lasted(longest_s + gone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function named(by: FloorWait["by"], value: string): string {
  return value === "" ? say("floor.waits.skipped") : say(`${KEYS[by]}.${value}` as TextKey);
}
