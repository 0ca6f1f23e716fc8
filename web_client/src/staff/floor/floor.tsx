import type { FloorSession } from "../../chat/floor.ts";
import { ConnectionNote } from "../connection_note.tsx";
import { LanguageSwitch } from "../language_switch.tsx";
import { signOut } from "../screen.ts";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";
import { FloorLine } from "./line.tsx";
import { Responders } from "./responders.tsx";
import "./floor.css";

/** A supervisor's floor: the line, and who holds which chat; never what is said. */
export function Floor({ session, name }: { session: FloorSession; name: string }) {
  const { view, viewAt, connection, trouble } = useWatched(session);
  return (
    <div class="floor" data-screen="floor">
      <header class="bar">
        <div class="bar-who">
          <h1>{say("floor.title")}</h1>
          <span class="soft">{name}</span>
        </div>
        <div class="bar-page">
          <LanguageSwitch />
          <button type="button" class="button quiet" onClick={() => void signOut()}>
            {say("app.signout")}
          </button>
        </div>
      </header>
      <ConnectionNote connection={connection} trouble={trouble} />
      {view && (
        <main>
          <FloorLine session={session} view={view} viewAt={viewAt} />
          <Responders session={session} responders={view.responders} viewAt={viewAt} />
          <p class="soft small">{say("floor.no_words")}</p>
        </main>
      )}
    </div>
  );
}
