import { type Signal, useSignal } from "@preact/signals";
import type { PracticeScenario, PracticeSet } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { LANGUAGES, type Language, language, say } from "../words.ts";
import type { PracticeDesk } from "./practising.ts";
import { useHeading } from "./use_heading.ts";

const ANSWER_FIRST = { not_now: "practice.answer_first" } as const;

/** The scripted youth, and which ones were played to their end. */
export function Choose({ practice }: { practice: PracticeDesk }) {
  const { value: set, refusal, again } = useAnswered(doors.practiceSet);
  const tongue = useSignal(firstTongue(practice.languages));
  const heading = useHeading();
  return (
    <section class="practice" aria-labelledby="choose">
      <h2 id="choose" ref={heading} tabIndex={-1}>
        {say("practice.choose")}
      </h2>
      <Refused refusal={refusal} />
      {refusal && (
        <button type="button" class="button" onClick={() => void again()}>
          {say("practice.again")}
        </button>
      )}
      {set && <p class="soft">{counted(set)}</p>}
      <TongueChoice tongue={tongue} />
      <ul class="scenarios">
        {set?.scenarios.map((scenario) => (
          <Scenario key={scenario.id} {...{ practice, set, scenario }} tongue={tongue.value} />
        ))}
      </ul>
    </section>
  );
}

function counted({ scenarios, done }: PracticeSet): string {
  if (scenarios.length === 0) return say("practice.none");
  const n = scenarios.filter(({ id }) => id in done).length;
  return say("practice.count", { n, of: scenarios.length });
}

/** The page's language, where they speak it: the words around the script are in it as well. */
function firstTongue(spoken: readonly Language[]): Language {
  return spoken.includes(language.value) ? language.value : (spoken[0] ?? language.value);
}

function TongueChoice({ tongue }: { tongue: Signal<Language> }) {
  return (
    <fieldset class="tongues">
      <legend>{say("practice.tongue")}</legend>
      {LANGUAGES.map((code) => (
        <label key={code} class="choice">
          <input
            type="radio"
            name="tongue"
            checked={tongue.value === code}
            onChange={() => {
              tongue.value = code;
            }}
          />
          {say(`intake.language.${code}`)}
        </label>
      ))}
    </fieldset>
  );
}

type ScenarioProps = {
  practice: PracticeDesk;
  set: PracticeSet;
  scenario: PracticeScenario;
  tongue: Language;
};

function Scenario({ practice, set, scenario, tongue }: ScenarioProps) {
  const { busy, refusal, run } = useAsking();
  const title = scenario.title[language.value] ?? "";
  const day = set.done[scenario.id];
  return (
    <li>
      <h3>{title}</h3>
      {day && <p class="done">{say("practice.done", { day: shown(day) })}</p>}
      <p>{scenario.about[language.value]}</p>
      <button
        type="button"
        class="button main"
        aria-label={say("practice.start.of", { title })}
        aria-disabled={busy.value}
        onClick={() => void run(async () => practice.start(set, scenario, tongue))}
      >
        {say("practice.start")}
      </button>
      <Refused refusal={refusal.value} own={ANSWER_FIRST} />
    </li>
  );
}

function shown(day: string): string {
  const format = new Intl.DateTimeFormat(language.value, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day));
}
