import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { startClock } from "./clock.ts";
import { Desk } from "./desk/desk.tsx";
import { Floor } from "./floor/floor.tsx";
import { screen } from "./screen.ts";
import { SignIn } from "./signin/signin.tsx";
import { language, say } from "./words.ts";

/** The one screen that is shown. */
export function App() {
  useEffect(startClock, []);
  useSignalEffect(() => {
    document.documentElement.lang = language.value;
  });
  const now = screen.value;
  if (now.at === "desk") return <Desk session={now.session} />;
  if (now.at === "floor") return <Floor session={now.session} me={now.me} may={now.may} />;
  if (now.at === "signin") return <SignIn note={now.note} />;
  return <p class="loading">{say("app.loading")}</p>;
}
