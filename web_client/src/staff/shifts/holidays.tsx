import type { PlanShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { day } from "./moments.ts";

type Props = { plan: PlanShape; again: () => void };

/** The days on which no shift begins. */
export function Holidays({ plan, again }: Props) {
  const { busy, refusal, run } = useAsking();
  const { version } = plan;
  async function set(days: readonly string[]) {
    const holidays = [...new Set(days)];
    if (await run(() => refusalOf(doors.setHolidays({ version, holidays })))) again();
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement).get("day");
    void set([...plan.holidays, String(given)]);
  }
  return (
    <section aria-labelledby="holidays">
      <h2 id="holidays">{say("shifts.holidays")}</h2>
      <p class="soft small">{say("shifts.holidays.note")}</p>
      <ul>
        {plan.holidays.map((date) => (
          <li key={date} class="shift">
            <span class="shift-hours">{day(date)}</span>
            <button
              type="button"
              class="button quiet"
              aria-disabled={busy.value}
              aria-label={say("shifts.holidays.drop", { day: day(date) })}
              onClick={() => void set(plan.holidays.filter((one) => one !== date))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form key={version} class="row" onSubmit={submit}>
        <div class="field">
          <label for="holiday">{say("shifts.holidays.day")}</label>
          <input id="holiday" class="entry" name="day" type="date" required />
        </div>
        <button type="submit" class="button" aria-disabled={busy.value}>
          {say("shifts.holidays.add")}
        </button>
      </form>
      <Refused refusal={refusal.value} />
    </section>
  );
}
