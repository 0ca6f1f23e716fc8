import { useEffect, useId, useRef } from "preact/hooks";
import type { YouthState } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Panel } from "../../parts/panel/view.tsx";
import { chat } from "../chat.ts";
import { closePanel } from "../place.ts";
import * as returning from "../returning.ts";
import { setup } from "../setup.ts";
import { fill, language, words } from "../words.ts";
import { Heading } from "./heading.tsx";
import "./ask.css";
import "./returns.css";

/** "I may have to go": what return words are, and five of them for who wants them. */
export function ReturnsPanel() {
  const { numbers, returns } = words.value;
  const { doing, trouble } = returning;
  const Part = part();
  const place = useRef<HTMLDivElement>(null);
  const first = useRef(Part);
  useEffect(() => {
    returning.fetchLists().catch(() => undefined);
    return returning.leavePanel;
  }, []);
  // What was pressed is not there any more: the focus would be lost with it.
  useEffect(() => {
    if (first.current !== Part) place.current?.focus();
    first.current = Part;
  }, [Part]);
  const back = Part === Shown ? returns.done : numbers.back;
  return (
    <Panel title={returns.title} back={back} onBack={closePanel}>
      <div ref={place} class="part" tabIndex={-1}>
        <Part />
      </div>
      <div role="status">{doing.value === "making" && <p>{returns.making}</p>}</div>
      {trouble.value && <Notice tone="alert">{trouble.value}</Notice>}
    </Panel>
  );
}

function part(): () => preact.JSX.Element {
  if (returning.shown.value.length > 0) return Shown;
  return chat.value?.returns && returning.doing.value !== "making" ? Kept : Offer;
}

const within = (sentence: string) => fill(sentence, { n: setup.return_minutes });

function Offer() {
  const { returns } = words.value;
  return (
    <>
      <ul class="about">
        {returns.about.map((line) => (
          <li key={line}>{within(line)}</li>
        ))}
      </ul>
      <Button main onPress={() => returning.doing.value || void returning.choose()}>
        {returns.make}
      </Button>
    </>
  );
}

function Shown() {
  const { returns } = words.value;
  return (
    <>
      <ol class="return-words" aria-label={returns.yours} lang={language.value}>
        {returning.shown.value.map((word, at) => (
          <li key={at}>{word}</li>
        ))}
      </ol>
      <p>{returns.once}</p>
      <p>{returns.careful}</p>
    </>
  );
}

function Kept() {
  const { returns, talk } = words.value;
  return (
    <>
      <p>{within(returns.kept)}</p>
      <p>{returns.lost}</p>
      <p>{fill(returns.over, { end: talk.end })}</p>
      <Button main onPress={() => returning.doing.value || void returning.takeBack()}>
        {returns.drop}
      </Button>
    </>
  );
}

/** "I have return words": five words, and back into the chat. */
export function Back() {
  const id = useId();
  const { numbers, returns } = words.value;
  const { doing, trouble, typed } = returning;
  const looking = doing.value === "looking";
  useEffect(() => {
    returning.fetchLists().catch(() => undefined);
  }, []);
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (!looking) void returning.comeBack();
      }}
    >
      <Heading focusOn="back">{returns.back_title}</Heading>
      <div class="field">
        <label for={id}>{returns.yours}</label>
        <p id={`${id}-hint`}>{returns.back_hint}</p>
        <input
          id={id}
          aria-describedby={`${id}-hint`}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={100}
          readOnly={looking}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            trouble.value = "";
          }}
        />
      </div>
      <div role="status">{looking && <p>{returns.looking}</p>}</div>
      {trouble.value && <Notice tone="alert">{trouble.value}</Notice>}
      <p class="row">
        <button type="submit" class="button main">
          {returns.back_go}
        </button>
        <Button onPress={returning.giveUp}>{numbers.back}</Button>
      </p>
    </form>
  );
}

/** Said once, in the chat that somebody has come back to; a question comes before it. */
export function Welcome({ state }: { state: YouthState }) {
  const { returns } = words.value;
  return (
    <div role="status">
      {returning.welcome.value && state.returns && !state.shareQuestion && (
        <Notice tone="plain">
          <p>{returns.welcome}</p>
          <Button
            onPress={() => {
              returning.welcome.value = false;
            }}
          >
            {returns.ok}
          </Button>
        </Notice>
      )}
    </div>
  );
}
