import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { say } from "../words.ts";
import { Message } from "./message.tsx";
import { playSoft } from "./sound.ts";
import "./log.css";

type Props = { state: DeskChatState; name: string; hidden: boolean };

/** What was said. A new message scrolls only whoever is at the end already. */
export function Log({ state, name, hidden }: Props) {
  const { messages } = state;
  const { box, below, toEnd, scrolled } = useEnd(messages.length, hidden);
  useChime(state);
  const lastOwn = messages.filter(({ mine }) => mine).pop()?.key;
  return (
    <div class="log-frame">
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
      <div
        class="log"
        role="log"
        aria-label={say("chat.log", { name })}
        tabIndex={0}
        ref={box}
        onScroll={scrolled}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
        {state.notShared > 0 && <p class="marker">{say("chat.fresh")}</p>}
        {state.canRead && messages.length === 0 && <p class="marker">{say("chat.start")}</p>}
        {messages.map((message, place) => (
          <Message
            key={message.key}
            message={message}
            name={name}
            tongue={state.view.intake.language ?? "en"}
            first={messages[place - 1]?.by !== message.by}
            last={message.key === lastOwn}
          />
        ))}
      </div>
      {below && (
        <button type="button" class="button to-end" onClick={toEnd}>
          {say("chat.newer")}
        </button>
      )}
    </div>
  );
}

const NEAR_END_PX = 48;

function useEnd(count: number, hidden: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const below = useSignal(false);

  function toEnd(): void {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    atEnd.current = true;
    below.value = false;
  }
  function scrolled(): void {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (atEnd.current) below.value = false;
  }
  // A new message, or the panel coming back, moves the end.
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else below.value = true;
  }, [count, hidden]);
  // So does the box itself, when something above or below it grows.
  useLayoutEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(() => atEnd.current && toEnd());
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, below: below.value, toEnd, scrolled };
}

function useChime({ messages }: DeskChatState): void {
  const heard = useRef(messages.length);
  useLayoutEffect(() => {
    const fresh = messages.slice(heard.current);
    heard.current = messages.length;
    if (fresh.some(({ by }) => by === "youth")) playSoft();
  }, [messages]);
}
