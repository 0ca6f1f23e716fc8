import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CountTable, MonthCounts } from "../../wire/types.ts";
import { language, say } from "../words.ts";
import { Counts } from "./counts.tsx";

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const BARE = { row_totals: [], totals: [], total: null };

function week(cell: (day: number, hour: number) => number | null): CountTable {
  const cells = DAYS.map((_, day) => HOURS.map((_, hour) => cell(day, hour)));
  const zeros = [...HOURS].map(() => 0);
  return {
    name: "arrivals",
    rows: DAYS,
    columns: HOURS,
    cells,
    row_totals: DAYS.map(() => 0),
    totals: zeros,
    total: 52,
  };
}

const REFERRALS: CountTable = {
  name: "referrals",
  rows: ["runaway", "abuse", "lgbtq"],
  columns: ["card", "connected"],
  cells: [
    [12, null],
    [0, 0],
    [null, 30],
  ],
  row_totals: [null, 0, 39],
  totals: [21, 31],
  total: 52,
};
const WAITS: CountTable = {
  ...BARE,
  name: "waits",
  rows: ["under_1", "30_up"],
  columns: ["answered_in_time", "answered_late", "left_waiting"],
  cells: [
    [40, 0, 0],
    [0, 20, 10],
  ],
};
const NONE: CountTable = { ...BARE, name: "heavy", rows: ["n"], columns: ["n"], cells: [[0]] };
const busy = week((day, hour) => (day === 6 && hour === 20 ? 40 : hour === 3 ? null : 0));

function month(name: string, tables: CountTable[]): MonthCounts {
  const months = ["2026-05", "2026-04"];
  return { month: name, months, time_zone: "America/New_York", least: 10, target_s: 120, tables };
}

let root: HTMLElement;
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json(
      path.endsWith("2026-04")
        ? month("2026-04", [busy, WAITS, REFERRALS])
        : month("2026-05", [week(() => 0), NONE]),
    );
  });
  root = document.body.appendChild(document.createElement("div"));
  render(<Counts />, root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  language.value = "en";
});

async function april(): Promise<void> {
  await expect.poll(() => root.querySelector("select")).not.toBeNull();
  const select = root.querySelector("select") as HTMLSelectElement;
  select.value = "2026-04";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => root.querySelectorAll("table").length).toBe(3);
}

const rows = (name: string) =>
  [...root.querySelectorAll(`[aria-labelledby="counts-${name}"] tbody tr`)].map((row) =>
    [...row.querySelectorAll("th, td:not(:has(svg)):not(:empty)")].map((cell) => cell.textContent),
  );

it("says that nothing was counted, and what is hidden in any month", async () => {
  await expect.poll(() => root.textContent).toContain("May 2026");
  expect(root.textContent).toContain(say("counts.none", { month: "May 2026" }));
  const slots = { n: 10, zone: "America/New York", target: 120 };
  expect(root.textContent).toContain(say("counts.note", slots));
  expect(root.querySelector("table")).toBeNull();
});

it("shows a month that is chosen, with what is hidden in words", async () => {
  await april();
  const hidden = say("counts.hidden");
  expect(rows("referrals")).toEqual([
    [say("referral.need.runaway"), "12", hidden, hidden],
    [say("referral.need.lgbtq"), hidden, "30", "39"],
    [say("counts.total"), "21", "31", "52"],
  ]);
  expect(asked).toEqual(["/counts", "/counts?month=2026-04"]);
});

it("draws the week, with a stroke and no colour where a number is hidden", async () => {
  await april();
  const heat = root.querySelector(".heat svg") as SVGElement;
  expect(heat.getAttribute("aria-label")).toBe(say("counts.heat"));
  expect(heat.querySelectorAll(".hid")).toHaveLength(7);
  const dark = [...heat.querySelectorAll(".n")].filter(
    (cell) => cell.getAttribute("fill-opacity") === "1",
  );
  expect(dark).toHaveLength(1);
  expect(rows("arrivals")).toHaveLength(8);
  expect(rows("arrivals")[6]?.[21]).toBe("40");
});

it("draws a bar as long as its row is full, and says which colour is what", async () => {
  await april();
  const table = root.querySelector('[aria-labelledby="counts-waits"]') as HTMLElement;
  const bars = [...table.querySelectorAll(".bar-of-row")].map((bar) =>
    [...bar.querySelectorAll("rect")].map((part) => Number(part.getAttribute("width"))),
  );
  expect(bars).toEqual([
    [100, 0, 0],
    [0, 50, 25],
  ]);
  expect(table.querySelectorAll("thead .swatch")).toHaveLength(3);
});

it("lets the month that is shown be taken away", async () => {
  await april();
  const links = [...root.querySelectorAll("a")].map((link) => [
    link.getAttribute("href"),
    link.getAttribute("download"),
  ]);
  expect(links).toEqual([
    ["/counts/file?csv&month=2026-04", "counts.csv"],
    ["/counts/file?month=2026-04", "counts.json"],
  ]);
});

it("names days and months in the page's language", async () => {
  language.value = "es";
  await april();
  expect(rows("arrivals")[0]?.[0]).toBe("lunes");
  expect(root.textContent).toContain("abril de 2026");
});
