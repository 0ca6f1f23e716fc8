import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { ListingShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import * as doors from "./doors.ts";
import { LookedFields, lookedIn } from "./looked.tsx";
import { stated, vouched } from "./words.ts";

type Props = { entry: ListingShape; done: () => void };

const NOTHING = { bad_input: "directory.check.nothing" } as const;

/** Mark facts of an entry as checked today. None is ticked beforehand: each is looked at. */
export function MarkChecked({ entry, done }: Props) {
  const open = useSignal(false);
  function toggle() {
    open.value = !open.value;
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={toggle}
        label={say("directory.check.of", { name: entry.name })}
      >
        {say("directory.check")}
      </Opener>
      {open.value && (
        <Form
          entry={entry}
          done={() => {
            open.value = false;
            done();
          }}
        />
      )}
    </>
  );
}

function Form({ entry, done }: Props) {
  const { busy, refusal, run } = useAsking();
  // What the form was made from: whoever changed the entry meanwhile is not written over.
  const { service, version, cells } = useRef(entry).current;
  const facts = cells.filter(({ column, fact, value }) => column === fact && value !== "");
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [first, ...others] = facts
      .filter((_, place) => data.has(`fact-${place}`))
      .map(({ table, row, column }) => ({ table, row, column }));
    const looked = lookedIn(data);
    const kept = await run(async () =>
      looked === null || !first
        ? { code: "bad_input" }
        : refusalOf(doors.markChecked({ service, version, facts: [first, ...others], looked })),
    );
    if (kept) done();
  }
  return (
    <form class="ask" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>{say("directory.check.note")}</legend>
        {facts.map((cell, place) => (
          <label key={`${cell.row} ${cell.column}`} class="choice">
            <input type="checkbox" name={`fact-${place}`} />
            <span>
              {stated(cell)} <span class="soft small">({vouched(cell.vouched)})</span>
            </span>
          </label>
        ))}
      </fieldset>
      <LookedFields needed />
      <Refused refusal={refusal.value} own={NOTHING} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("directory.check.yes")}
      </button>
    </form>
  );
}
