import { useSignalEffect } from "@preact/signals";
import { useState } from "preact/hooks";
import type { PartnerState } from "../chat/partner_state.ts";
import { Button } from "../parts/button/view.tsx";
import { Notice } from "../parts/notice/view.tsx";
import { Chat } from "./chat.tsx";
import { enter, leave, link, state, trouble } from "./place.ts";
import { LANGUAGES, language, say } from "./words.ts";

/** The page: what it is and the door, the chat, or a last word. */
export function App() {
  useSignalEffect(() => {
    document.documentElement.lang = language.value;
  });
  const now = state.value;
  return (
    <div class="partner" data-screen={screenOf(now)}>
      <header>
        {now?.stage === "here" && <Button onPress={leave}>{say("leave")}</Button>}
        <Languages />
      </header>
      <main>
        <Screen now={now} />
      </main>
    </div>
  );
}

function screenOf(now: PartnerState | null): string {
  if (now) return now.stage;
  return link.value ? "door" : "none";
}

function Screen({ now }: { now: PartnerState | null }) {
  if (now?.stage === "here") return <Chat state={now} />;
  if (now?.stage === "entering") return <p role="status">{say("entering")}</p>;
  if (now?.stage === "over") return <Last title={say("over.title")}>{say("over")}</Last>;
  if (now?.stage === "refused") return <Last title={say("none.title")}>{refused(now)}</Last>;
  return link.value ? <Door /> : <Last title={say("none.title")}>{say("none")}</Last>;
}

function refused({ failure }: PartnerState): string {
  if (failure === "no_encryption") return say("no_encryption");
  return failure === "no_such_chat" ? say("none") : say("failed");
}

/** Nothing is spent before the button is pressed: programs that look at links open them too. */
function Door() {
  const [busy, setBusy] = useState(false);
  const open = async () => {
    if (busy) return;
    setBusy(true);
    await enter();
    setBusy(false);
  };
  return (
    <>
      <h1>{say("door.title")}</h1>
      <p>{say("door.who")}</p>
      <p>{say("door.kept")}</p>
      <p>{say("door.care")}</p>
      <p>{say("door.once")}</p>
      <p>
        <Button main onPress={() => void open()}>
          {say("door.enter")}
        </Button>
      </p>
      {trouble.value && <Notice tone="alert">{say("load")}</Notice>}
    </>
  );
}

function Last({ title, children }: { title: string; children: string }) {
  return (
    <>
      <h1>{title}</h1>
      <div role="status">
        <p>{children}</p>
      </div>
    </>
  );
}

function Languages() {
  return (
    <span class="languages">
      {LANGUAGES.map((code) => (
        <Button
          key={code}
          lang={code}
          pressed={language.value === code}
          onPress={() => {
            language.value = code;
          }}
        >
          {say(`language.${code}`)}
        </Button>
      ))}
    </span>
  );
}
