import type { ListingShape, TermShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { MarkChecked } from "./check.tsx";
import * as doors from "./doors.ts";
import { FaultList } from "./faults.tsx";
import { ChangeEntry } from "./form.tsx";
import { day, stated, vouched, ways, word } from "./words.ts";

type Props = {
  entry: ListingShape;
  terms: readonly TermShape[];
  changes: boolean;
  done: () => void;
};

/** One entry: what it is, how it is reached, what vouches for it and what is wrong with it. */
export function Entry({ entry, terms, changes, done }: Props) {
  return (
    <>
      <About entry={entry} />
      <Faults entry={entry} />
      <Facts entry={entry} />
      {changes && (
        <div class="row">
          <ChangeEntry entry={entry} terms={terms} done={done} />
          <MarkChecked entry={entry} done={done} />
          <OffSwitch entry={entry} done={done} />
        </div>
      )}
    </>
  );
}

function About({ entry }: { entry: ListingShape }) {
  const status = cellOf(entry, "status");
  const described = cellOf(entry, "description");
  const url = cellOf(entry, "url");
  return (
    <>
      <div class="person-head">
        <h3>{entry.name || entry.service}</h3>
        {entry.line && <span class="tag">{word("line", entry.line)}</span>}
        {entry.off && <span class="tag away">{say("directory.is_off")}</span>}
        {entry.due && <span class="tag away">{say("directory.due")}</span>}
        {status !== "active" && <span class="tag away">{word("status", status)}</span>}
        {entry.open_now !== null && (
          <span class={entry.open_now ? "tag ready" : "tag"}>
            {say(entry.open_now ? "directory.open" : "directory.shut")}
          </span>
        )}
      </div>
      <p class="soft small">{entry.organization}</p>
      {described !== "" && <p class="small">{described}</p>}
      <ul class="ways">
        {ways(entry).map(({ row, text }) => (
          <li key={row}>{text}</li>
        ))}
        {url !== "" && <li class="small">{url}</li>}
      </ul>
      {entry.needs.length > 0 && (
        <p class="small">
          {say("directory.for", {
            needs: entry.needs.map((need) => word("need", need)).join(", "),
          })}
        </p>
      )}
      {entry.due && (
        <p class="small soft">
          {entry.due_since === null
            ? say("directory.due.never")
            : say("directory.due.since", { day: day(entry.due_since) })}
        </p>
      )}
    </>
  );
}

function cellOf({ cells }: ListingShape, column: string): string {
  return cells.find((cell) => cell.table === "service" && cell.column === column)?.value ?? "";
}

function Faults({ entry: { faults } }: { entry: ListingShape }) {
  if (faults.length === 0) return null;
  return (
    <div class="held-back">
      <p>{say("directory.held")}</p>
      <FaultList faults={faults} />
    </div>
  );
}

function Facts({ entry }: { entry: ListingShape }) {
  const facts = entry.cells.filter(({ column, fact, value }) => column === fact && value !== "");
  return (
    <details>
      <summary>{say("directory.facts")}</summary>
      <ul class="facts small">
        {facts.map((cell) => (
          <li key={`${cell.row} ${cell.column}`}>
            {stated(cell)} <span class="soft">({vouched(cell.vouched)})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

type SwitchProps = { entry: ListingShape; done: () => void };

/** No question first: it can be taken back, and what is wrong has to go quickly. */
function OffSwitch({ entry, done }: SwitchProps) {
  const { busy, refusal, run } = useAsking();
  const { service, version, name, off } = entry;
  async function press() {
    if (await run(() => refusalOf(doors.setOff({ service, version, off: !off })))) done();
  }
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-disabled={busy.value}
        aria-label={say(off ? "directory.on.of" : "directory.off.of", { name })}
        onClick={() => void press()}
      >
        {say(off ? "directory.on" : "directory.off")}
      </button>
      <Refused refusal={refusal.value} />
    </>
  );
}
