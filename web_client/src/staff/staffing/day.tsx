import { useSignal } from "@preact/signals";
import type { Staffing, StaffingHour } from "../../wire/types.ts";
import { weekday } from "../shifts/moments.ts";
import { Wide } from "../wide.tsx";
import { say, type TextKey } from "../words.ts";
import { Chart } from "./chart.tsx";
import { clock, meanWait, percent } from "./numbers.ts";

/** One day of the week, drawn, and every number of it in a table beside. */
export function Day({ reckoned: { days } }: { reckoned: Staffing }) {
  const day = useSignal(0);
  const name = weekday(day.value);
  const hours = days[day.value] ?? [];
  return (
    <section aria-labelledby="staffing-day">
      <h2 id="staffing-day">{say("staffing.day")}</h2>
      <div class="staffing-choice">
        <label for="staffing-weekday">{say("shifts.slot.day")}</label>
        <select
          id="staffing-weekday"
          class="entry"
          value={day.value}
          onChange={(event) => {
            day.value = Number(event.currentTarget.value);
          }}
        >
          {days.map((_, number) => (
            <option key={number} value={number}>
              {weekday(number)}
            </option>
          ))}
        </select>
      </div>
      <div class="staffing-day">
        <Chart hours={hours} title={say("staffing.chart", { day: name })} />
        <Wide label={say("staffing.numbers", { day: name })}>
          <Numbers hours={hours} title={say("staffing.numbers", { day: name })} />
        </Wide>
      </div>
    </section>
  );
}

const COLUMNS: readonly (readonly [TextKey, (hour: StaffingHour) => string | number])[] = [
  ["staffing.come", ({ arrivals }) => arrivals],
  ["staffing.needed", ({ needed }) => needed],
  ["staffing.planned", ({ planned }) => planned],
  ["staffing.lacks", ({ lacks }) => lacks],
  ["staffing.in_time", ({ in_time }) => percent(in_time)],
  ["staffing.leaves", ({ leaves }) => percent(leaves)],
  ["staffing.wait", ({ wait_s }) => meanWait(wait_s)],
  ["staffing.busy", ({ busy }) => percent(busy)],
];

type Props = { hours: readonly StaffingHour[]; title: string };

function Numbers({ hours, title }: Props) {
  return (
    <table class="staffing-table">
      <caption class="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{say("staffing.hour")}</th>
          {COLUMNS.map(([key]) => (
            <th key={key} scope="col">
              {say(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour, at) => (
          <tr key={at} class={hour.lacks > 0 ? "short" : undefined}>
            <th scope="row">{clock(at)}</th>
            {COLUMNS.map(([key, read]) => (
              <td key={key}>{read(hour)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
