import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import type { SayResult } from "../../chat/youth_state.ts";
import { say, type TextKey } from "../words.ts";
import type { ReadyWords } from "./ready_words.ts";
import { ReadyWordsPicker } from "./ready_words_picker.tsx";
import "./composer.css";

const MAX = 4_000;
const COUNT_FROM = 3_500;

const NOT_SAID: Record<Exclude<SayResult, "said">, TextKey> = {
  empty: "chat.nothing",
  too_long: "refused.too_big",
  no_key: "chat.cant_read",
};

/** Puts a text into the box, where it can be changed before it is sent. */
export type Insert = (text: string) => void;

type Props = {
  session: DeskSession;
  state: DeskChatState;
  name: string;
  readyWords: ReadyWords;
  /** Is given the box's own `Insert`, for what stands elsewhere on the panel. */
  inserter?: { current: Insert | null };
  /** Buttons that stand beside the one for ready words. */
  children?: ComponentChildren;
};

/** The box to answer in. */
export function Composer({ session, state, name, readyWords, inserter, children }: Props) {
  const { fence, canRead } = state;
  const { box, draft, problem, write, send, insert } = useDraft(session, state.chat, canRead);
  useEffect(() => {
    if (inserter) inserter.current = insert;
  });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ReadyWordsPicker
        fence={fence}
        readyWords={readyWords}
        first={state.view.intake.language ?? "en"}
        insert={insert}
      >
        {children}
      </ReadyWordsPicker>
      <div class="composer-row">
        <textarea
          ref={box}
          rows={3}
          dir="auto"
          aria-label={say("chat.box", { name })}
          aria-describedby={`keys-${fence} count-${fence}`}
          value={draft}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => sendOnEnter(event, send)}
        />
        <button type="submit" class="button main">
          {say("chat.send")}
        </button>
      </div>
      <div class="composer-foot">
        <span id={`keys-${fence}`} class="soft small keys">
          {say("chat.keys")}
        </span>
        <Count id={`count-${fence}`} text={draft} />
      </div>
      <div role="alert" class="refused">
        {problem && <p>{say(problem)}</p>}
      </div>
    </form>
  );
}

// The draft lives here alone and goes with the panel.
function useDraft(session: DeskSession, chat: string, canRead: boolean) {
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useSignal("");
  const problem = useSignal<TextKey | null>(null);
  useEffect(() => () => session.typing(chat, false), [session, chat]);

  function write(text: string): void {
    draft.value = text;
    problem.value = null;
    session.typing(chat, text.trim() !== "");
  }
  function send(): void {
    const result = session.say(chat, draft.value);
    if (result === "said") write("");
    else problem.value = NOT_SAID[result];
    box.current?.focus();
  }
  function insert(text: string): void {
    const at = box.current?.selectionEnd ?? draft.value.length;
    const before = draft.value.slice(0, at);
    const gap = before === "" || /\s$/u.test(before) ? "" : " ";
    write(before + gap + text + draft.value.slice(at));
    box.current?.focus();
  }
  const solved = canRead && problem.value === NOT_SAID.no_key;
  return { box, draft: draft.value, problem: solved ? null : problem.value, write, send, insert };
}

// On a touch keyboard Enter is the only way to a new line, so there it stays one.
function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  const plain = !event.shiftKey && !event.isComposing && !event.ctrlKey && !event.altKey;
  if (event.key !== "Enter" || !plain || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  send();
}

function Count({ id, text }: { id: string; text: string }) {
  const n = text.length < COUNT_FROM ? 0 : [...text].length;
  const over = n - MAX;
  return (
    <span id={id} class={over > 0 ? "small bad" : "small soft"}>
      {over > 0 && say("chat.too_long", { n: over })}
      {over <= 0 && n >= COUNT_FROM && say("chat.count", { n, max: MAX })}
    </span>
  );
}
