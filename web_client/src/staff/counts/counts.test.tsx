import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { say } from "../words.ts";
import { Counts } from "./counts.tsx";

const OUTCOMES = ["card", "connected"];
const EMPTY = { month: "2026-05", rows: [], totals: [0, 0], total: 0 };
const SOME = {
  month: "2026-04",
  rows: [
    { need: "runaway", counts: [12, null], total: null },
    { need: "abuse", counts: [0, 0], total: 0 },
    { need: "lgbtq", counts: [null, 30], total: 39 },
  ],
  totals: [21, 31],
  total: 52,
};
let root: HTMLElement;
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    const month = path.endsWith("2026-04") ? SOME : EMPTY;
    return Response.json({
      ...month,
      months: ["2026-05", "2026-04"],
      least: 10,
      outcomes: OUTCOMES,
    });
  });
  root = document.body.appendChild(document.createElement("div"));
  render(<Counts />, root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const rows = () =>
  [...root.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );

it("says that nothing was counted, and what is hidden in any month", async () => {
  await expect.poll(() => root.textContent).toContain("May 2026");
  expect(root.textContent).toContain(say("counts.none", { month: "May 2026" }));
  expect(root.textContent).toContain(say("counts.note", { n: 10 }));
  expect(root.querySelector("table")).toBeNull();
});

it("shows a month that is chosen, with what is hidden in words", async () => {
  await expect.poll(() => root.querySelector("select")).not.toBeNull();
  const select = root.querySelector("select") as HTMLSelectElement;
  select.value = "2026-04";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => rows().length).toBe(3);
  const hidden = say("counts.hidden");
  expect(rows()).toEqual([
    [say("referral.need.runaway"), "12", hidden, hidden],
    [say("referral.need.lgbtq"), hidden, "30", "39"],
    [say("counts.total"), "21", "31", "52"],
  ]);
  expect(asked).toEqual(["/counts/referrals", "/counts/referrals?month=2026-04"]);
});
