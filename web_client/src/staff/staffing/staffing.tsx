import { useSignal } from "@preact/signals";
import type { Staffing as Reckoned } from "../../wire/types.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { say } from "../words.ts";
import { Day } from "./day.tsx";
import { StaffingForm } from "./form.tsx";
import { askedIn, shortHours } from "./numbers.ts";
import { WeekTable } from "./week_table.tsx";
import "./staffing.css";

/** How many responders each hour needs, from typed numbers, beside the weekly plan. */
export function Staffing() {
  const { busy, refusal, run } = useAsking();
  const reckoned = useSignal<Reckoned | null>(null);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const asked = askedIn(event.currentTarget as HTMLFormElement);
    await run(async () => {
      const answer = await doors.staffing(asked);
      if (!answer.ok) return answer.refusal;
      reckoned.value = answer.value;
      return null;
    });
  }
  return (
    <div class="staff staffing">
      <section aria-labelledby="staffing-ask">
        <h2 id="staffing-ask">{say("staffing.ask")}</h2>
        <StaffingForm
          busy={busy.value}
          refusal={refusal.value}
          submit={(event) => void submit(event)}
        />
      </section>
      <p role="status" class="staffing-outcome">
        {reckoned.value && outcome(reckoned.value)}
      </p>
      {reckoned.value && (
        <>
          <WeekTable reckoned={reckoned.value} />
          <Day reckoned={reckoned.value} />
          <p class="soft small">{say("staffing.limits")}</p>
        </>
      )}
    </div>
  );
}

function outcome(reckoned: Reckoned): string {
  const n = shortHours(reckoned);
  return n === 0 ? say("staffing.enough") : say("staffing.short.hours", { n });
}
