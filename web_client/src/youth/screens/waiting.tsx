import { useEffect, useRef, useState } from "preact/hooks";
import type { YouthState } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Numbers } from "../../parts/numbers/view.tsx";
import type { YouthView } from "../../wire/types.ts";
import { loadFailed } from "../chat.ts";
import { failed } from "../failures.ts";
import { opensAgain } from "../opening.ts";
import { enter, openPanel } from "../place.ts";
import { setup } from "../setup.ts";
import { movedBack, waitSentences } from "../waiting.ts";
import { language, type Words, words } from "../words.ts";
import { Elsewhere } from "./arrive.tsx";
import { FindOpener } from "./find.tsx";

const REMIND_MS = 120_000;

/** Why there is no place in the line, or null while there is, or may soon be, one. */
export function refusal(state: YouthState | null, fail: Words["fail"]): string | null {
  if (loadFailed.value) return fail.load;
  return state?.stage === "idle" && state.failure ? failed(state.failure, fail) : null;
}

/** While there is no one to talk with: other help, something calm, and a word on writing already. */
export function Waiting({ surge }: { surge: boolean }) {
  const { wait } = words.value;
  return (
    <>
      {surge ? <HelpNow /> : <OtherHelp />}
      <section>
        <h2>{wait.calm}</h2>
        {wait.calm_items.map((item) => (
          <details key={item.title}>
            <summary>{item.title}</summary>
            <p>{item.text}</p>
          </details>
        ))}
      </section>
      <p>{wait.write}</p>
    </>
  );
}

/** The place in the line, with the reason for whatever made it worse. */
export function Place({ view }: { view: YouthView | null }) {
  const { wait } = words.value;
  const shown = useRef<{ ahead: number | null; moved: boolean }>({ ahead: null, moved: false });
  const { ahead } = shown.current;
  if (view && view.ahead !== ahead) {
    shown.current = { ahead: view.ahead, moved: movedBack(ahead, view) };
  }
  const sentences = view ? waitSentences(view, shown.current.moved, wait) : [wait.joining];
  return <Notice tone="status">{sentences.join(" ")}</Notice>;
}

/** So many wait that other help stands here from the start. */
function HelpNow() {
  return (
    <Notice tone="plain">
      <p>{words.value.wait.surge}</p>
      <Elsewhere />
    </Notice>
  );
}

/** Offered at once, and again after two minutes. */
function OtherHelp() {
  const { wait } = words.value;
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), REMIND_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div role="status">{later && <Notice tone="plain">{wait.help_later}</Notice>}</div>
      <p class="row">
        <Button onPress={() => openPanel("numbers")}>{wait.help}</Button>
        <FindOpener />
      </p>
    </>
  );
}

/** Full, closed, or out of reach: other help right here, and another try. */
export function NoPlace({ why }: { why: string }) {
  const { fail, numbers, opens, wait } = words.value;
  const shut = why === fail.line_closed;
  const again = shut && opensAgain(setup.opens, new Date(), language.value, opens);
  return (
    <>
      <Notice tone="alert">{why}</Notice>
      {again && <p>{again}</p>}
      <p class="row">
        <Button onPress={enter}>{wait.again}</Button>
        <FindOpener />
      </p>
      <Numbers numbers={setup.numbers} language={language.value} words={numbers} />
    </>
  );
}
