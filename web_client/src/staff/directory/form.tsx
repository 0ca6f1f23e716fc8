import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { FileFault, ListingChange, ListingShape, TermShape } from "../../wire/types.ts";
import { useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import * as doors from "./doors.ts";
import { FaultList } from "./faults.tsx";
import { RowFields } from "./fields.tsx";
import { changes, rowsOf, statesFact } from "./listings.ts";
import { LookedFields, lookedIn } from "./looked.tsx";

type Props = { entry: ListingShape; terms: readonly TermShape[]; done: () => void };

/** Change what an entry says; a new fact needs where it was read. */
export function ChangeEntry({ entry, terms, done }: Props) {
  const open = useSignal(false);
  function toggle() {
    open.value = !open.value;
  }
  function kept() {
    open.value = false;
    done();
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={toggle}
        label={say("directory.change.of", { name: entry.name })}
      >
        {say("directory.change")}
      </Opener>
      {open.value && <Form entry={entry} terms={terms} done={kept} />}
    </>
  );
}

function Form({ entry, terms, done }: Props) {
  const { busy, refusal, run } = useAsking();
  const faults = useSignal<readonly FileFault[]>([]);
  const needed = useSignal(false);
  // What the form was made from: whoever changed the entry meanwhile is not written over.
  const { service, version, cells } = useRef(entry).current;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [first, ...others] = changes(cells, data).map(({ table, row, column, to }) => ({
      table,
      row,
      column,
      to,
    }));
    if (!first) return done();
    const changed: ListingChange["cells"] = [first, ...others];
    const looked = lookedIn(data);
    const answered = await run(async () => {
      const answer = await doors.changeEntry({ service, version, cells: changed, looked });
      faults.value = answer.ok ? answer.value.faults : [];
      return answer.ok ? null : answer.refusal;
    });
    if (answered && faults.value.length === 0) done();
  }
  function typed(event: Event) {
    const form = event.currentTarget as HTMLFormElement;
    needed.value = statesFact(changes(cells, new FormData(form)));
  }
  return (
    <form class="ask" onInput={typed} onSubmit={(event) => void submit(event)}>
      {rowsOf(cells).map((row) => (
        <RowFields key={`${row[0]?.table} ${row[0]?.row}`} row={row} all={cells} terms={terms} />
      ))}
      <p class="small">{say("directory.change.note")}</p>
      <LookedFields needed={needed.value} />
      <Refused refusal={refusal.value} />
      <div role="alert">
        {faults.value.length > 0 && (
          <>
            <p>{say("directory.change.refused")}</p>
            <FaultList faults={faults.value} />
          </>
        )}
      </div>
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("directory.save")}
      </button>
    </form>
  );
}
