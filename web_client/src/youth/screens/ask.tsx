import { useId, useState } from "preact/hooks";
import { Button } from "../../parts/button/view.tsx";
import { Choices } from "../../parts/choices/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import type { AgeBand, Safety, Topic, Watched } from "../../wire/types.ts";
import { picked } from "../cover.ts";
import { answers, enter, go, name } from "../place.ts";
import { STATES } from "../states.ts";
import { fill, words } from "../words.ts";
import { Heading } from "./heading.tsx";
import "./ask.css";

const QUESTIONS = [Name, Safe, Seen, About, Age, State];

/** A few questions, one at a time; each can be left out, and so can all. */
export function Ask() {
  const [at, setAt] = useState(0);
  const { ask } = words.value;
  const Question = QUESTIONS[at] ?? Name;
  const last = at === QUESTIONS.length - 1;
  const next = () => (last ? enter() : setAt(at + 1));
  const back = () => (at > 0 ? setAt(at - 1) : go("arrive"));
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <Heading focusOn={at}>{fill(ask.step, { n: at + 1, of: QUESTIONS.length })}</Heading>
      <p class="quiet">{ask.why}</p>
      <Question />
      <p class="row">
        <button type="submit" class="button main">
          {last ? ask.done : ask.next}
        </button>
        <Button onPress={() => skip(at, next)}>{ask.skip}</Button>
      </p>
      <p class="row">
        <Button onPress={back}>{ask.back}</Button>
        <Button onPress={enter}>{ask.skip_all}</Button>
      </p>
    </form>
  );
}

const FIELDS = [null, "safety", "watched", "topics", "age_band", "state"] as const;

/** Skipping takes back what was picked there. */
function skip(at: number, next: () => void): void {
  const field = FIELDS[at];
  if (field) give({ [field]: field === "topics" ? [] : null });
  else name.value = "";
  next();
}

function Name() {
  const id = useId();
  const { ask } = words.value;
  return (
    <div class="field">
      <label for={id}>{ask.name}</label>
      <p id={`${id}-hint`}>{ask.name_hint}</p>
      <input
        id={id}
        aria-describedby={`${id}-hint`}
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}

function Safe() {
  const { ask } = words.value;
  const chosen = answers.value.safety;
  const options: [Safety, string][] = [
    ["safe", ask.safe],
    ["not_safe", ask.not_safe],
    ["unsure", ask.safety_unsure],
  ];
  return (
    <>
      <Choices
        question={ask.safety}
        many={false}
        chosen={chosen ? [chosen] : []}
        options={options}
        onChange={([safety = null]) => give({ safety })}
      />
      <div role="status">
        {chosen && chosen !== "safe" && <Notice tone="plain">{ask.danger}</Notice>}
      </div>
    </>
  );
}

function Seen() {
  const { ask, exit, hide } = words.value;
  const chosen = answers.value.watched;
  const options: [Watched, string][] = [
    ["yes", ask.watched_yes],
    ["no", ask.watched_no],
    ["unsure", ask.watched_unsure],
  ];
  return (
    <>
      <Choices
        question={ask.watched}
        many={false}
        chosen={chosen ? [chosen] : []}
        options={options}
        onChange={([watched = null]) => give({ watched })}
      />
      <div role="status">
        {chosen && chosen !== "no" && (
          <Notice tone="plain">
            <p>{fill(hide.about, { n: picked.value + 1 })}</p>
            <p>{exit.about}</p>
          </Notice>
        )}
      </div>
    </>
  );
}

function About() {
  const { ask, topics } = words.value;
  return (
    <Choices
      question={ask.topics}
      hint={ask.topics_hint}
      many={true}
      chosen={answers.value.topics ?? []}
      options={Object.entries(topics) as [Topic, string][]}
      onChange={(chosen) => give({ topics: chosen })}
    />
  );
}

const AGES = ["under_13", "13_15", "16_17", "18_plus"] as const satisfies readonly AgeBand[];

function Age() {
  const { ask } = words.value;
  const chosen = answers.value.age_band;
  return (
    <Choices
      question={ask.age}
      hint={ask.age_hint}
      many={false}
      chosen={chosen ? [chosen] : []}
      options={AGES.map((age) => [age, ask[age]] as const)}
      onChange={([age_band = null]) => give({ age_band })}
    />
  );
}

function State() {
  const id = useId();
  const { ask } = words.value;
  return (
    <div class="field">
      <label for={id}>{ask.state}</label>
      <p id={`${id}-hint`}>{ask.state_hint}</p>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        autocomplete="off"
        value={answers.value.state ?? ""}
        onChange={(event) => give({ state: event.currentTarget.value || null })}
      >
        <option value="">{ask.state_none}</option>
        {STATES.map(([code, itself]) => (
          <option key={code} value={code}>
            {itself}
          </option>
        ))}
      </select>
    </div>
  );
}

function give(more: Partial<typeof answers.value>): void {
  answers.value = { ...answers.value, ...more };
}
