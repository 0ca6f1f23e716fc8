import { useEffect, useId, useState } from "preact/hooks";
import { Button } from "../../parts/button/view.tsx";
import { Choices } from "../../parts/choices/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Numbers } from "../../parts/numbers/view.tsx";
import { Panel } from "../../parts/panel/view.tsx";
import { Places } from "../../parts/place/view.tsx";
import type { AgeBand, HelpPlace, Need } from "../../wire/types.ts";
import * as finding from "../finding.ts";
import { closePanel, go, moved, openPanel } from "../place.ts";
import { setup } from "../setup.ts";
import { STATES } from "../states.ts";
import { fill, language, words } from "../words.ts";
import { Heading } from "./heading.tsx";
import { Languages } from "./languages.tsx";
import "./ask.css";
import "./find.css";

const LOOK_MS = 30_000;
const AGES = ["under_13", "13_15", "16_17", "18_plus"] as const satisfies readonly AgeBand[];

/** The page "find help", for who needs no chat. */
export function Find() {
  const { find } = words.value;
  return (
    <>
      <Languages />
      <Heading focusOn={moved.value ? "find" : undefined}>{find.title}</Heading>
      <p class="lead">{find.lead}</p>
      <Finder />
      <p class="row">
        <Button onPress={() => go("arrive")}>{find.to_chat}</Button>
      </p>
    </>
  );
}

/** The same in place of a screen for a moment: the place in the line is kept. */
export function FindPanel() {
  const { find, numbers } = words.value;
  return (
    <Panel title={find.title} back={numbers.back} onBack={closePanel}>
      <p>{numbers.lead}</p>
      <Finder />
    </Panel>
  );
}

/** What opens the panel. */
export function FindOpener() {
  return <Button onPress={() => openPanel("find")}>{words.value.find.open}</Button>;
}

function Finder() {
  const { find, numbers } = words.value;
  useEffect(() => void finding.load(), []);
  const all = finding.places.value;
  return (
    <div class="find">
      <p>
        <b>{numbers.danger}</b>
      </p>
      {find.kinds.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {all ? <Looked all={all} /> : <NotYet />}
    </div>
  );
}

function NotYet() {
  const { find, numbers } = words.value;
  if (!finding.failed.value) return <Notice tone="status">{find.loading}</Notice>;
  return (
    <>
      <Notice tone="alert">{find.failed}</Notice>
      <p class="row">
        <Button onPress={() => void finding.load()}>{find.again}</Button>
      </p>
      <Numbers numbers={setup.numbers} language={language.value} words={numbers} />
    </>
  );
}

function Looked({ all }: { all: readonly HelpPlace[] }) {
  const { find, numbers } = words.value;
  const now = useNow();
  const found = all.filter((place) => finding.fits(place, finding.wanted.value, now));
  return (
    <>
      <p>{find.stays}</p>
      <Questions all={all} />
      <div role="status">
        <h2>{howMany(found.length)}</h2>
      </div>
      {finding.asked.value && (
        <p class="row">
          <Button onPress={finding.takeBack}>{find.clear}</Button>
        </p>
      )}
      <p>{find.bill}</p>
      {found.length > 0 && (
        <Places places={found} language={language.value} now={now} words={find} ways={numbers} />
      )}
    </>
  );
}

function howMany(n: number): string {
  const { find } = words.value;
  if (n === 0) return find.none;
  return n === 1 ? find.one : fill(find.many, { n });
}

/** The moment, as often as it matters to what is open. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Questions({ all }: { all: readonly HelpPlace[] }) {
  const { ask, find } = words.value;
  const { need, state, age, language: spoken, only } = finding.wanted.value;
  const names: Record<string, string> = find.languages;
  const needs = finding.needsOf(all, Object.keys(find.needs) as Need[]);
  return (
    <>
      <Field
        label={find.need}
        none={find.any_need}
        chosen={need}
        options={needs.map((one) => [one, find.needs[one]] as const)}
        onChange={(to) => finding.want({ need: to })}
      />
      <Field
        label={find.state}
        none={find.any}
        chosen={state}
        options={STATES}
        onChange={(to) => finding.want({ state: to })}
      />
      <Field
        label={find.age}
        none={find.any}
        chosen={age}
        options={AGES.map((one) => [one, ask[one]] as const)}
        onChange={(to) => finding.want({ age: to })}
      />
      <Field
        label={find.language}
        none={find.any_language}
        chosen={spoken}
        options={finding.languagesOf(all).map((code) => [code, names[code] ?? code] as const)}
        onChange={(to) => finding.want({ language: to })}
      />
      <Choices
        question={find.only}
        hint={find.only_hint}
        many={true}
        chosen={only}
        options={[
          ["open", find.only_open],
          ["quiet", find.only_quiet],
        ]}
        onChange={(to) => finding.want({ only: to })}
      />
    </>
  );
}

interface FieldProps<Value extends string> {
  label: string;
  /** What stands for no answer. */
  none: string;
  chosen: Value | "";
  options: readonly (readonly [Value, string])[];
  onChange: (to: Value | "") => void;
}

function Field<Value extends string>(props: FieldProps<Value>) {
  const id = useId();
  const { label, none, chosen, options, onChange } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        autocomplete="off"
        value={chosen}
        onChange={(event) => onChange(event.currentTarget.value as Value | "")}
      >
        <option value="">{none}</option>
        {options.map(([value, itself]) => (
          <option key={value} value={value}>
            {itself}
          </option>
        ))}
      </select>
    </div>
  );
}
