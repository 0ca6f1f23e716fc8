import type { Signal } from "@preact/signals";
import type { GuideCounsel, GuidePart, GuideShape } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { language, say } from "../words.ts";
import { Missing } from "./missing.tsx";
import { Picker } from "./picker.tsx";

/** What somebody has ticked, by guide, part and point: it is in this page and nowhere else. */
type Ticks = Signal<ReadonlySet<string>>;

type Props = { chosen: Signal<string | null>; ticks: Ticks };

/** The guides, one at a time. */
export function Guides({ chosen, ticks }: Props) {
  const { value, refusal, again } = useAnswered(doors.guides);
  const guides = value?.guides ?? [];
  const guide = guides.find(({ id }) => id === chosen.value) ?? guides[0];
  return (
    <>
      <p class="soft small">{say("beside.guides.note")}</p>
      <Missing refusal={refusal} again={again} />
      {guide && (
        <>
          <Picker
            label={say("beside.guides.choose")}
            options={guides.map(({ id, title }) => ({ value: id, title: spoken(title) }))}
            chosen={guide.id}
            choose={(id) => {
              chosen.value = id;
            }}
          />
          <Guide key={guide.id} guide={guide} ticks={ticks} />
        </>
      )}
    </>
  );
}

function Guide({ guide, ticks }: { guide: GuideShape; ticks: Ticks }) {
  return (
    <div class="guide">
      <h4>{spoken(guide.title)}</h4>
      <p>{spoken(guide.about)}</p>
      {guide.counsel && <Counsel counsel={guide.counsel} />}
      {guide.parts.map((part, place) => (
        <Points key={place} name={`${guide.id}.${place}`} part={part} ticks={ticks} />
      ))}
      <details>
        <summary>{say("beside.guides.sources")}</summary>
        <ul class="sources small">
          {guide.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

type PointsProps = { name: string; part: GuidePart; ticks: Ticks };

function Points({ name, part, ticks }: PointsProps) {
  function tick(key: string, on: boolean): void {
    const next = new Set(ticks.value);
    if (on) next.add(key);
    else next.delete(key);
    ticks.value = next;
  }
  return (
    <fieldset>
      <legend>{spoken(part.title)}</legend>
      {part.points.map((point, place) => {
        const key = `${name}.${place}`;
        return (
          <label key={key} class="point">
            <input
              type="checkbox"
              checked={ticks.value.has(key)}
              onChange={(event) => tick(key, event.currentTarget.checked)}
            />
            <span>{spoken(point)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

// Nobody else can say what the law asks, so an empty place is said out loud.
function Counsel({ counsel }: { counsel: readonly GuideCounsel[] }) {
  if (counsel.length === 0) return <p class="warned">{say("beside.guides.counsel.missing")}</p>;
  return (
    <dl class="counsel">
      {counsel.map(({ state, words }) => (
        <div key={state}>
          <dt>{state === "US" ? say("beside.guides.counsel.all") : state}</dt>
          <dd>{spoken(words)}</dd>
        </div>
      ))}
    </dl>
  );
}

function spoken(text: Record<string, string>): string {
  return text[language.value] ?? "";
}
