import type { SpanShape } from "../../wire/types.ts";
import { say } from "../words.ts";
import { weekday } from "./moments.ts";

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** A day, a start and an end, as fields of the form around them. */
export function SpanFields({ id, of }: { id: string; of: SpanShape }) {
  return (
    <>
      <div class="field">
        <label for={`${id}-day`}>{say("shifts.slot.day")}</label>
        <select id={`${id}-day`} class="entry" name="weekday">
          {WEEK.map((number) => (
            <option key={number} value={number} selected={number === of.weekday}>
              {weekday(number)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-from`}>{say("shifts.slot.from")}</label>
        <input id={`${id}-from`} class="entry" name="start" type="time" required value={of.start} />
      </div>
      <div class="field">
        <label for={`${id}-to`}>{say("shifts.slot.to")}</label>
        <input id={`${id}-to`} class="entry" name="end" type="time" required value={of.end} />
        <span class="soft small">{say("shifts.slot.night")}</span>
      </div>
    </>
  );
}

/** Takes a form with these fields; gives what stands in them. */
export function spanIn(form: HTMLFormElement): SpanShape {
  const data = new FormData(form);
  return {
    weekday: Number(data.get("weekday")),
    start: String(data.get("start")).slice(0, 5),
    end: String(data.get("end")).slice(0, 5),
  };
}
