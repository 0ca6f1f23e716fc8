import { useSignal } from "@preact/signals";
import type { FloorSession } from "../../chat/floor.ts";
import type { Act, FloorView, Me } from "../../wire/types.ts";
import { Account } from "../account/account.tsx";
import { FactorNote } from "../account/note.tsx";
import { since } from "../clock.ts";
import { ConnectionNote } from "../connection_note.tsx";
import { Counts } from "../counts/counts.tsx";
import { OtherHelp } from "../directory/directory.tsx";
import { LanguageSwitch } from "../language_switch.tsx";
import { lasted } from "../moments.ts";
import { Audit } from "../people/audit.tsx";
import { People } from "../people/people.tsx";
import { signOut } from "../screen.ts";
import { Shifts } from "../shifts/shifts.tsx";
import { Staffing } from "../staffing/staffing.tsx";
import { Training } from "../training/training.tsx";
import { useWatched } from "../watched.ts";
import { say, type TextKey } from "../words.ts";
import { AlertRules } from "./alert_rules.tsx";
import { Alerts } from "./alerts.tsx";
import { Alone } from "./alone.tsx";
import { Figures, LineStates } from "./line.tsx";
import { Measures } from "./measures.tsx";
import { Responders } from "./responders.tsx";
import { Today } from "./today.tsx";
import { Waits } from "./waits.tsx";
import "./floor.css";

type Props = { session: FloorSession; me: Me; may: readonly Act[] };

const PAGES = {
  floor: { title: "floor.title", act: "watch_floor" },
  people: { title: "people.title", act: "see_staff" },
  training: { title: "training.title", act: "keep_training" },
  shifts: { title: "shifts.title", act: "see_shifts" },
  staffing: { title: "staffing.title", act: "plan_staffing" },
  directory: { title: "directory.title", act: "see_directory" },
  counts: { title: "counts.title", act: "see_counts" },
  audit: { title: "audit.title", act: "see_audit" },
  account: { title: "account.title", act: null },
} as const satisfies Record<string, { title: TextKey; act: Act | null }>;
type Page = keyof typeof PAGES;

/** A supervisor's floor: the line, and who holds which chat; never what is said. */
export function Floor({ session, me, may }: Props) {
  const { connection, trouble, view, viewAt } = useWatched(session);
  const page = useSignal<Page>("floor");
  const open = (Object.keys(PAGES) as Page[]).filter((key) => {
    const { act } = PAGES[key];
    return act === null || may.includes(act);
  });
  function toAccount() {
    page.value = "account";
  }
  return (
    <div class="floor" data-screen="floor">
      <header class="bar">
        <div class="bar-who">
          <h1>{say(PAGES[page.value].title)}</h1>
          <span class="soft">{me.name}</span>
        </div>
        <nav class="bar-pages" aria-label={say("app.pages")}>
          {open.map((key) => (
            <button
              key={key}
              type="button"
              class="button quiet"
              aria-current={page.value === key ? "page" : undefined}
              onClick={() => {
                page.value = key;
              }}
            >
              {say(PAGES[key].title)}
            </button>
          ))}
        </nav>
        <div class="bar-page">
          <LanguageSwitch />
          <button type="button" class="button quiet" onClick={() => void signOut()}>
            {say("app.signout")}
          </button>
        </div>
      </header>
      <ConnectionNote connection={connection} trouble={trouble} />
      <Alerts session={session} alerts={view?.alerts ?? []} viewAt={viewAt} trouble={trouble} />
      {page.value !== "account" && <FactorNote open={toAccount} />}
      {page.value === "floor" && <Now session={session} />}
      {page.value === "people" && (
        <main>
          <People me={me.id} may={may} />
        </main>
      )}
      {page.value === "account" && (
        <main>
          <Account me={me.id} />
        </main>
      )}
      {page.value === "training" && (
        <main>
          <Training may={may} />
        </main>
      )}
      {page.value === "shifts" && (
        <main>
          <Shifts me={me.id} may={may} />
        </main>
      )}
      {page.value === "staffing" && (
        <main>
          <Staffing />
        </main>
      )}
      {page.value === "directory" && (
        <main>
          <OtherHelp may={may} />
        </main>
      )}
      {page.value === "counts" && (
        <main>
          <Counts />
        </main>
      )}
      {page.value === "audit" && (
        <main>
          <Audit />
        </main>
      )}
    </div>
  );
}

function Now({ session }: { session: FloorSession }) {
  const { view, viewAt } = useWatched(session);
  const wall = useSignal(false);
  function toggle() {
    wall.value = !wall.value;
  }
  if (!view) return null;
  return (
    <main class={wall.value ? "wall" : undefined}>
      <p class="row">
        <button type="button" class="button quiet" aria-pressed={wall.value} onClick={toggle}>
          {say("floor.wall")}
        </button>
      </p>
      <Figures view={view} viewAt={viewAt} />
      <Waits waits={view.waits} viewAt={viewAt} />
      <Today />
      {!wall.value && <Work {...{ session, view, viewAt }} />}
      <p class="soft small">
        {say("floor.health", { n: view.nodes, time: lasted(view.store_s + since(viewAt)) })}{" "}
        {say("floor.no_words")}
      </p>
    </main>
  );
}

type WorkProps = { session: FloorSession; view: FloorView; viewAt: number };

/** What can be done; across the room there is nothing to press. */
function Work({ session, view, viewAt }: WorkProps) {
  return (
    <>
      <LineStates session={session} line={view.line} />
      <Measures {...{ session, view, viewAt }} />
      <Alone session={session} chats={view.alone ?? []} viewAt={viewAt} />
      <Responders session={session} responders={view.responders} viewAt={viewAt} />
      <AlertRules alerts={view.alerts ?? []} rules={useWatched(session).rules} />
    </>
  );
}
