import { useSignal } from "@preact/signals";
import type { DirectoryRead } from "../../wire/types.ts";
import { useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import * as doors from "./doors.ts";
import { FaultList } from "./faults.tsx";

type Found = DirectoryRead & { file: ArrayBuffer; kept: boolean };

const BIG = { too_big: "directory.file.big" } as const;

/** Take in a directory whole: it is looked at first, and nothing is kept by that; or carry it away. */
export function DirectoryFile({ done }: { done: () => void }) {
  const open = useSignal(false);
  function toggle() {
    open.value = !open.value;
  }
  return (
    <>
      <Opener open={open.value} toggle={toggle}>
        {say("directory.file")}
      </Opener>
      {open.value && (
        <div class="ask">
          <TakeIn done={done} />
          <p>{say("directory.file.away")}</p>
          <div class="row">
            <a class="button" href="/directory/file" download="directory.json">
              {say("directory.file.json")}
            </a>
            <a class="button" href="/directory/file?zip" download="directory.zip">
              {say("directory.file.zip")}
            </a>
          </div>
        </div>
      )}
    </>
  );
}

function TakeIn({ done }: { done: () => void }) {
  const found = useSignal<Found | null>(null);
  const { busy, refusal, run } = useAsking();
  function send(file: ArrayBuffer, version: number | null) {
    return run(async () => {
      const answer = await doors.directoryFile(file, version);
      if (!answer.ok) return answer.refusal;
      const kept = version !== null && answer.value.faults.length === 0;
      found.value = { ...answer.value, file, kept };
      if (kept) done();
      return null;
    });
  }
  async function chosen(event: Event) {
    const [file] = (event.currentTarget as HTMLInputElement).files ?? [];
    found.value = null;
    if (file) await send(await file.arrayBuffer(), null);
  }
  return (
    <>
      <p class="small">{say("directory.file.note")}</p>
      <div class="field">
        <label for="directory-file">{say("directory.file.choose")}</label>
        <input
          id="directory-file"
          class="entry"
          type="file"
          accept=".zip,.json"
          onChange={(event) => void chosen(event)}
        />
      </div>
      <Refused refusal={refusal.value} own={BIG} />
      {found.value && (
        <Outcome
          found={found.value}
          busy={busy.value}
          keep={({ file, version }) => void send(file, version)}
        />
      )}
    </>
  );
}

type Props = { found: Found; busy: boolean; keep: (found: Found) => void };

function Outcome({ found, busy, keep }: Props) {
  const { services, faults, more, kept } = found;
  if (kept) return <p role="status">{say("directory.file.kept", { n: services })}</p>;
  if (faults.length === 0) {
    return (
      <>
        <p role="status">
          {say("directory.file.fine", { n: services, new: found.new, gone: found.gone })}
        </p>
        <button type="button" class="button main" aria-disabled={busy} onClick={() => keep(found)}>
          {say("directory.file.keep")}
        </button>
      </>
    );
  }
  return (
    <div role="alert">
      <p>{say("directory.file.refused")}</p>
      <FaultList faults={faults} />
      {more > 0 && <p class="small">{say("directory.file.more", { n: more })}</p>}
    </div>
  );
}
