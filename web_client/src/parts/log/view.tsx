import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Language } from "../../wire/types.ts";
import { atEnd, toEnd } from "./scroll.ts";
import "./style.css";

export interface LogMessage {
  readonly key: string;
  readonly mine: boolean;
  readonly by: string;
  readonly text: string;
  /** What became of one's own message, in words. */
  readonly status: string;
  readonly unreadable: boolean;
  readonly gapBefore: boolean;
  /** Shown below it: something the reader should know about these words. */
  readonly warning: string;
}

export interface LogWords {
  log: string;
  unreadable: string;
  unreadable_mine: string;
  gap: string;
  new: string;
}

interface Props {
  messages: readonly LogMessage[];
  language: Language;
  words: LogWords;
}

/** The messages. It follows what comes while its end is in sight, and never moves the focus. */
export function Log({ messages, language, words }: Props) {
  const following = useRef(true);
  const [unseen, setUnseen] = useState(false);
  const last = messages.at(-1);
  useLayoutEffect(() => {
    const onScroll = () => {
      following.current = atEnd();
      if (following.current) setUnseen(false);
    };
    addEventListener("scroll", onScroll, { passive: true });
    return () => removeEventListener("scroll", onScroll);
  }, []);
  useLayoutEffect(() => {
    if (!last) return;
    if (following.current || last.mine) toEnd();
    else setUnseen(true);
  }, [last?.key]);
  return (
    <>
      <div class="log" role="log" aria-label={words.log}>
        {messages.map((message, at) => {
          const named = !message.mine || !messages[at - 1]?.mine;
          return <Line key={message.key} {...{ message, named, language, words }} />;
        })}
      </div>
      {unseen && (
        <button type="button" class="button unseen" onClick={toEnd}>
          {words.new}
        </button>
      )}
    </>
  );
}

interface LineProps {
  message: LogMessage;
  /** One name for what a person writes in one go. */
  named: boolean;
  language: Language;
  words: LogWords;
}

function Line({ message, named, language, words }: LineProps) {
  return (
    <div class={message.mine ? "line mine" : "line"}>
      {message.gapBefore && <p class="gap">{words.gap}</p>}
      {named && <p class="by">{message.by}</p>}
      {message.unreadable ? (
        <p class="gap">{message.mine ? words.unreadable_mine : words.unreadable}</p>
      ) : (
        <p class="said" dir="auto" lang={language}>
          {message.text}
        </p>
      )}
      {message.status && <p class="became">{message.status}</p>}
      {message.warning && <p class="warning">{message.warning}</p>}
    </div>
  );
}
