import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../chat/desk.ts";
import { watchIdle } from "./account/idle.ts";
import { IdleWarning } from "./account/idle_warning.tsx";
import { StepUp } from "./account/step_up.tsx";
import { startClock } from "./clock.ts";
import { Desk } from "./desk/desk.tsx";
import { Floor } from "./floor/floor.tsx";
import { type Screen, screen, signOut } from "./screen.ts";
import { SignIn } from "./signin/signin.tsx";
import { language, say } from "./words.ts";

/** The one screen that is shown. */
export function App() {
  useEffect(startClock, []);
  useSignalEffect(() => {
    document.documentElement.lang = language.value;
  });
  return (
    <>
      <Shown now={screen.value} />
      <StepUp />
    </>
  );
}

function Shown({ now }: { now: Screen }) {
  if (now.at === "signin") return <SignIn note={now.note} />;
  if (now.at === "loading") return <p class="loading">{say("app.loading")}</p>;
  return (
    <>
      {now.at === "desk" ? (
        <Desk session={now.session} may={now.may} />
      ) : (
        <Floor session={now.session} me={now.me} may={now.may} />
      )}
      <Idle idleS={now.idleS} inUse={() => now.at === "desk" && isInUse(now.session)} />
    </>
  );
}

type IdleProps = { idleS: number; inUse: () => boolean };

function Idle({ idleS, inUse }: IdleProps) {
  useEffect(() => watchIdle({ idleS, inUse, end: () => void signOut("signin.idle") }), []);
  return <IdleWarning />;
}

/** Whoever waits for a chat, or is in one, need not touch the page. */
function isInUse({ state }: DeskSession): boolean {
  return state.chats.length > 0 || state.view?.me.ready === true;
}
