import type { ComponentChildren } from "preact";
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
  /** Stands in place of the text. */
  readonly shows?: ComponentChildren;
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
          const goesOn = by(messages[at - 1]) === by(message);
          return <Line key={message.key} {...{ message, goesOn, language, words }} />;
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
  /** One name in sight for what a person writes in one go; what comes is read aloud with its own. */
  goesOn: boolean;
  language: Language;
  words: LogWords;
}

function by(message: LogMessage | undefined): string | undefined {
  return message && (message.mine ? "" : message.by);
}

function Line({ message, goesOn, language, words }: LineProps) {
  const of = message.mine ? "line mine" : "line";
  return (
    <div class={goesOn ? `${of} goes-on` : of}>
      {message.gapBefore && <p class="gap">{words.gap}</p>}
      {!(goesOn && message.mine) && <p class={goesOn ? "unseen-words" : "by"}>{message.by}</p>}
      {message.unreadable ? (
        <p class="gap">{message.mine ? words.unreadable_mine : words.unreadable}</p>
      ) : (
        (message.shows ?? (
          <p class="said" dir="auto" lang={language}>
            {message.text}
          </p>
        ))
      )}
      {message.status && <p class="became">{message.status}</p>}
      {message.warning && <p class="warning">{message.warning}</p>}
    </div>
  );
}
