import type { Staffing, StaffingHour } from "../../wire/types.ts";
import { weekday } from "../shifts/moments.ts";
import { Wide } from "../wide.tsx";
import { say } from "../words.ts";
import { clock, DAY } from "./numbers.ts";

/** All hours of the week beside the plan; where it is short, by how many, in figures and bold. */
export function WeekTable({ reckoned: { days, zone } }: { reckoned: Staffing }) {
  return (
    <section aria-labelledby="staffing-week">
      <h2 id="staffing-week">{say("staffing.week")}</h2>
      <p class="soft small">{say("staffing.week.note", { zone })}</p>
      <Wide label={say("staffing.week")}>
        <table class="staffing-table">
          <caption class="unseen">{say("staffing.week")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("staffing.hour")}</th>
              {days.map((_, day) => (
                <th key={day} scope="col">
                  {weekday(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAY.map((hour) => (
              <tr key={hour}>
                <th scope="row">{clock(hour)}</th>
                {days.map((hours, day) => (
                  <Cell key={day} hour={hours[hour]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Cell({ hour }: { hour: StaffingHour | undefined }) {
  if (!hour) return <td />;
  const { planned, needed, lacks } = hour;
  return (
    <td class={lacks > 0 ? "short" : undefined}>
      {say("staffing.of", { planned, needed })}
      {lacks > 0 && <strong> {say("staffing.short", { n: lacks })}</strong>}
    </td>
  );
}
