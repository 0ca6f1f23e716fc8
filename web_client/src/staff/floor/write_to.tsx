import { useSignal } from "@preact/signals";
import type { FloorNotes } from "../../chat/floor_notes.ts";
import type { FloorResponder } from "../../wire/types.ts";
import { NoteBox, Thread } from "../notes/thread.tsx";
import { Opener } from "../opener.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";

type ToOne = { person: FloorResponder; notes: FloorNotes };

/** Notes with one responder; what comes from them opens it. */
export function WriteTo({ person: { id, name }, notes }: ToOne) {
  const thread = useWatched(notes).threads.get(id) ?? [];
  const chosen = useSignal<boolean | null>(null);
  const shown = chosen.value ?? thread.length > 0;
  return (
    <>
      <Opener
        open={shown}
        toggle={() => {
          chosen.value = !shown;
        }}
      >
        {say("notes.write", { name })}
      </Opener>
      {shown && (
        <div class="notes-strip">
          <Thread notes={thread} name={name} />
          <NoteBox label={say("notes.box", { name })} write={(text) => notes.write(id, text)} />
          <p class="soft small">{say("notes.between")}</p>
        </div>
      )}
    </>
  );
}

type ToAll = { responders: readonly FloorResponder[]; notes: FloorNotes };

/** The same words to everybody who is signed in to answer. */
export function WriteToAll({ responders, notes }: ToAll) {
  const open = useSignal(false);
  return (
    <>
      <Opener
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
      >
        {say("notes.all")}
      </Opener>
      {open.value && (
        <div class="notes-strip">
          <NoteBox
            label={say("notes.box.all")}
            write={(text) => notes.writeToAll(responders, text)}
          />
          <p class="soft small">{say("notes.all.note")}</p>
        </div>
      )}
    </>
  );
}
