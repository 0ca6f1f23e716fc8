import { useSignal } from "@preact/signals";
import type { FileRead } from "../../wire/types.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Found = FileRead & { file: Blob; kept: boolean };

/** Keep all records of a spreadsheet's file: it is looked at first, and nothing is kept by that. */
export function File({ done }: { done: () => void }) {
  const open = useSignal(false);
  const found = useSignal<Found | null>(null);
  const { busy, refusal, run } = useAsking();
  function send(file: Blob, keep: boolean) {
    return run(async () => {
      const answer = await doors.trainingFile(file, keep);
      if (!answer.ok) return answer.refusal;
      const { faults } = answer.value;
      found.value = { ...answer.value, file, kept: keep && faults.length === 0 };
      if (found.value.kept) done();
      return null;
    });
  }
  function chosen(event: Event) {
    const [file] = (event.currentTarget as HTMLInputElement).files ?? [];
    found.value = null;
    if (file) void send(file, false);
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
      >
        {say("training.file")}
      </Opener>
      {open.value && (
        <div class="ask">
          <p class="small from-file">{say("training.file.columns")}</p>
          <div class="field">
            <label for="training-file">{say("training.file.choose")}</label>
            <input id="training-file" class="entry" type="file" accept=".csv" onChange={chosen} />
          </div>
          <Refused refusal={refusal.value} />
          {found.value && (
            <Outcome found={found.value} busy={busy.value} keep={(file) => void send(file, true)} />
          )}
        </div>
      )}
    </>
  );
}

type Props = { found: Found; busy: boolean; keep: (file: Blob) => void };

function Outcome({ found, busy, keep }: Props) {
  const { records, faults, more, file, kept } = found;
  if (kept) return <p role="status">{say("training.file.kept", { n: records })}</p>;
  if (faults.length === 0) {
    return (
      <button type="button" class="button main" aria-disabled={busy} onClick={() => keep(file)}>
        {say("training.file.keep", { n: records })}
      </button>
    );
  }
  return (
    <div role="alert">
      <p>{say("training.file.refused")}</p>
      <ul class="faults" lang="en">
        {faults.map(({ row, column, words }) => (
          <li key={`${row} ${column} ${words}`} class="small">
            {say("training.file.row", { row })}
            {column !== null && `, ${column}`}: {words}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="small">{say("training.file.more", { n: more })}</p>}
    </div>
  );
}
