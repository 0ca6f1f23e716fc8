import { useSignal } from "@preact/signals";
import { NOTE_POINTS, type Note, type NoteResult } from "../../chat/notes.ts";
import { say, type TextKey } from "../words.ts";
import "./notes.css";

type ThreadProps = { notes: readonly Note[]; name: string };

/** What was written to and fro; read aloud as it comes. */
export function Thread({ notes, name }: ThreadProps) {
  return (
    <div role="log" aria-label={say("notes.of", { name })} class="notes-log">
      {notes.map(({ id, mine, text, seen }) => (
        <p key={id}>
          <b>{mine ? say("notes.you") : name}:</b> {text}
          {mine && <span class="soft small"> {say(seen ? "notes.seen" : "notes.not_seen")}</span>}
        </p>
      ))}
    </div>
  );
}

type BoxProps = { label: string; write: (text: string) => NoteResult };

const PROBLEMS: Record<Exclude<NoteResult, "said">, TextKey> = {
  empty: "chat.nothing",
  too_long: "notes.too_long",
};

/** The box to write a note in. */
export function NoteBox({ label, write }: BoxProps) {
  const draft = useSignal("");
  const result = useSignal<NoteResult | null>(null);
  function send() {
    result.value = write(draft.value);
    if (result.value === "said") draft.value = "";
  }
  const problem = result.value && result.value !== "said" ? PROBLEMS[result.value] : null;
  return (
    <form
      class="notes-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        class="entry"
        aria-label={label}
        rows={2}
        value={draft.value}
        aria-invalid={problem !== null}
        onInput={(event) => {
          draft.value = event.currentTarget.value;
          result.value = null;
        }}
      />
      <button type="submit" class="button">
        {say("notes.send")}
      </button>
      <p role="status" class="small">
        {problem ? say(problem, { n: NOTE_POINTS }) : result.value === "said" && say("notes.sent")}
      </p>
    </form>
  );
}
