import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Staffing as Reckoned, StaffingHour } from "../../wire/types.ts";
import { weekday } from "../shifts/moments.ts";
import { language, say } from "../words.ts";
import { meanWait, most, percent, shortHours } from "./numbers.ts";
import { Staffing } from "./staffing.tsx";

const QUIET: StaffingHour = {
  arrivals: 0,
  needed: 0,
  planned: 0,
  lacks: 0,
  in_time: 1,
  leaves: 0,
  wait_s: 0,
  busy: 0,
};
const EVENING = { ...QUIET, arrivals: 6.5, needed: 5, planned: 2, lacks: 3 };
const CROWDED = { ...EVENING, in_time: 0.25, leaves: 0.5, wait_s: 125, busy: 0.97 };
const ENOUGH = { ...EVENING, needed: 2, lacks: 0 };
let root: HTMLElement;
let asked: unknown[];
let answer: () => Response;

/** Monday and Tuesday evenings are short of people at 17:00; on Sunday there are enough. */
function week(): Reckoned {
  const days = [0, 1, 2, 3, 4, 5, 6].map(() => Array.from({ length: 24 }, () => QUIET));
  for (const [day, hour] of [
    [0, CROWDED],
    [1, EVENING],
    [6, ENOUGH],
  ] as const) {
    (days[day] as StaffingHour[])[17] = hour;
  }
  return { zone: "America/Chicago", days };
}

beforeEach(() => {
  asked = [];
  answer = () => Response.json(week());
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([init.method, path, JSON.parse(String(init.body))]);
    return answer();
  });
  root = document.body.appendChild(document.createElement("div"));
  render(<Staffing />, root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  language.value = "en";
});

function type(name: string, value: string) {
  const input = root.querySelector(`input[name="${name}"]`) as HTMLInputElement;
  input.value = value;
}

const submit = () => (root.querySelector("form") as HTMLFormElement).requestSubmit();
const status = () => root.querySelector("[role=status]")?.textContent;
const tables = () => [...root.querySelectorAll("table")];
const rowOf = (table: Element | undefined, hour: number) =>
  [...(table?.querySelectorAll("tbody tr")[hour]?.children ?? [])].map((cell) => cell.textContent);

it("asks with what was typed, and begins with plain numbers", async () => {
  type("arrivals-17", "6.5");
  type("patience_min", "4.5");
  submit();
  await expect.poll(() => asked.length).toBe(1);
  const arrivals = Array.from({ length: 24 }, (_, hour) => (hour === 17 ? 6.5 : 0));
  const rest = { chat_min: 40, patience_min: 4.5, percent: 90, within_s: 60, chats_each: 1 };
  expect(asked).toEqual([["POST", "/staffing", { arrivals, ...rest }]]);
});

it("sets the week beside the plan, with each gap in figures", async () => {
  submit();
  await expect.poll(status).toBe(say("staffing.short.hours", { n: 2 }));
  const gap = `${say("staffing.of", { planned: 2, needed: 5 })} ${say("staffing.short", { n: 3 })}`;
  const none = say("staffing.of", { planned: 0, needed: 0 });
  const fine = say("staffing.of", { planned: 2, needed: 2 });
  expect(rowOf(tables()[0], 17)).toEqual(["17:00", gap, gap, none, none, none, none, fine]);
  expect(tables()[0]?.querySelectorAll("td.short").length).toBe(2);
  expect(root.textContent).toContain(say("staffing.week.note", { zone: "America/Chicago" }));
});

it("draws a day, with every number in a table beside", async () => {
  submit();
  await expect.poll(() => tables().length).toBe(2);
  expect(rowOf(tables()[1], 17)).toEqual([
    "17:00",
    "6.5",
    "5",
    "2",
    "3",
    "25%",
    "50%",
    say("time.minutes", { m: 3 }),
    "97%",
  ]);
  const chart = () => root.querySelector("svg");
  expect(chart()?.getAttribute("aria-label")).toBe(say("staffing.chart", { day: weekday(0) }));
  expect(chart()?.querySelectorAll("rect.lacks").length).toBe(1);
  const select = root.querySelector("select") as HTMLSelectElement;
  select.value = "6";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => rowOf(tables()[1], 17)[2]).toBe("2");
  expect(chart()?.getAttribute("aria-label")).toBe(say("staffing.chart", { day: weekday(6) }));
  expect(chart()?.querySelectorAll("rect.lacks").length).toBe(0);
});

it("says so where nobody lacks", async () => {
  answer = () =>
    Response.json({ ...week(), days: [0, 1, 2, 3, 4, 5, 6].map(() => Array(24).fill(ENOUGH)) });
  submit();
  await expect.poll(status).toBe(say("staffing.enough"));
});

it("keeps what was shown when it is refused, and says why", async () => {
  submit();
  await expect.poll(() => tables().length).toBe(2);
  answer = () => Response.json({ code: "bad_input" }, { status: 400 });
  submit();
  await expect.poll(() => root.textContent).toContain(say("refused.bad_input"));
  expect(tables().length).toBe(2);
});

it("reads the answer in plain terms", () => {
  expect(shortHours(week())).toBe(2);
  expect([most([QUIET]), most([QUIET, CROWDED])]).toEqual([1, 5]);
  expect([meanWait(0.2), meanWait(20.2)]).toEqual(["0 s", "21 s"]);
  language.value = "es";
  expect(percent(0.256)).toMatch(/^26\s%$/);
});

it("takes how many come from the counts, and says when no month tells", async () => {
  const box = root.querySelector('input[name="counted"]') as HTMLInputElement;
  box.click();
  await expect.poll(() => root.querySelector(".staffing-hours")).toBeNull();
  answer = () => Response.json({ ok: false, code: "not_now" }, { status: 409 });
  root.querySelector("form")?.requestSubmit();
  await expect.poll(() => root.textContent).toContain(say("staffing.counted.none"));
  expect(asked).toMatchObject([["POST", "/staffing", { arrivals: null }]]);
});
