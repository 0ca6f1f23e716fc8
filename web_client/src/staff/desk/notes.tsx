import type { DeskNotes } from "../../chat/desk_notes.ts";
import { NoteBox, Thread } from "../notes/thread.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";

/** What supervisors write to this desk, and the answers. */
export function DeskNotesStrip({ notes }: { notes: DeskNotes }) {
  const { threads } = useWatched(notes);
  return (
    <>
      {[...threads].map(([id, thread]) => {
        const name = notes.names.get(id) ?? "";
        return (
          <section key={id} class="notes-strip" aria-label={say("notes.of", { name })}>
            <Thread notes={thread} name={name} />
            <NoteBox label={say("notes.box", { name })} write={(text) => notes.write(id, text)} />
            <p class="soft small">{say("notes.between")}</p>
          </section>
        );
      })}
    </>
  );
}
