import { useSignal } from "@preact/signals";
import type { ReferralCounts } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { Wide } from "../wide.tsx";
import { language, say } from "../words.ts";
import "./counts.css";

/** What the referrals of a month came to; the month that runs is shown to nobody. */
export function Counts() {
  const month = useSignal<string | null>(null);
  const { value, refusal, again } = useAnswered(() => doors.referralCounts(month.value));
  function choose(next: string) {
    month.value = next;
    void again();
  }
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{say("counts.referrals")}</h2>
      <Refused refusal={refusal} />
      {value && (
        <>
          <label class="month">
            {say("counts.month")}
            <select value={value.month} onChange={(event) => choose(event.currentTarget.value)}>
              {value.months.map((one) => (
                <option key={one} value={one}>
                  {named(one)}
                </option>
              ))}
            </select>
          </label>
          <Table counts={value} />
          <p class="soft small">{say("counts.note", { n: value.least })}</p>
        </>
      )}
    </section>
  );
}

function Table({ counts: { month, outcomes, rows, totals, total } }: { counts: ReferralCounts }) {
  const some = rows.filter((row) => row.total !== 0);
  if (some.length === 0) return <p>{say("counts.none", { month: named(month) })}</p>;
  return (
    <Wide label={say("counts.referrals")}>
      <table class="counts">
        <caption class="unseen">{say("counts.referrals")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("counts.need")}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {say(`referral.outcome.${outcome}`)}
              </th>
            ))}
            <th scope="col">{say("counts.total")}</th>
          </tr>
        </thead>
        <tbody>
          {some.map(({ need, counts, total: all }) => (
            <Row key={need} name={say(`referral.need.${need}`)} numbers={[...counts, all]} />
          ))}
          <Row name={say("counts.total")} numbers={[...totals, total]} />
        </tbody>
      </table>
    </Wide>
  );
}

function Row({ name, numbers }: { name: string; numbers: readonly (number | null)[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {numbers.map((n, at) => (
        <td key={at}>{n ?? <span class="soft">{say("counts.hidden")}</span>}</td>
      ))}
    </tr>
  );
}

function named(month: string): string {
  const style = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language.value, style);
}
