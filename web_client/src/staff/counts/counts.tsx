import { useSignal } from "@preact/signals";
import type { MonthCounts } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { monthName } from "./names.ts";
import { Table } from "./table.tsx";
import "./counts.css";

/** What was counted in a month; the month that runs is shown to nobody. */
export function Counts() {
  const month = useSignal<string | null>(null);
  const { value, refusal, again } = useAnswered(() => doors.monthCounts(month.value));
  function choose(next: string) {
    month.value = next;
    void again();
  }
  return (
    <section aria-label={say("counts.title")} class="counts-page">
      <Refused refusal={refusal} />
      {value && (
        <>
          <Chooser counts={value} choose={choose} />
          <p class="soft small">
            {say("counts.note", {
              n: value.least,
              zone: value.time_zone.replaceAll("_", " "),
              target: value.target_s,
            })}
          </p>
          {value.tables.map((table) => (
            <Table key={table.name} table={table} month={monthName(value.month)} />
          ))}
        </>
      )}
    </section>
  );
}

function Chooser({ counts, choose }: { counts: MonthCounts; choose: (month: string) => void }) {
  return (
    <div class="month">
      <label class="month">
        {say("counts.month")}
        <select value={counts.month} onChange={(event) => choose(event.currentTarget.value)}>
          {counts.months.map((one) => (
            <option key={one} value={one}>
              {monthName(one)}
            </option>
          ))}
        </select>
      </label>
      <a class="button" href={`/counts/file?csv&month=${counts.month}`} download="counts.csv">
        {say("counts.csv")}
      </a>
      <a class="button" href={`/counts/file?month=${counts.month}`} download="counts.json">
        {say("counts.json")}
      </a>
    </div>
  );
}
