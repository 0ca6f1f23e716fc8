import { render } from "preact";
import { beforeEach, expect, it } from "vitest";
import type { Standing } from "../../wire/types.ts";
import { TrainingNote } from "./own.tsx";
import { Stands } from "./standing.tsx";

const MODULES = [{ id: "law", name: "The law", months: 12, required: true, version: 1 }];
const CLEARED: Standing = { staff: "ana", missing: [], until: null, warns: "none", records: [] };

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
});

it.each([
  [0, "is missing or has run out"],
  [8, "Days left: 8"],
])("a desk with %s days left of its training says so", (days, words) => {
  render(<TrainingNote days={days} />, root);
  expect(root.textContent).toContain(words);
});

it("a desk whose training counts on says nothing", () => {
  render(<TrainingNote days={null} />, root);
  expect(root.textContent).toBe("");
});

it.each([
  [CLEARED, "Cleared"],
  [{ ...CLEARED, until: "2027-03-31" }, "Cleared until Mar 31, 2027"],
  [{ ...CLEARED, until: "2026-12-04", warns: "week" as const }, "Runs out on Dec 4, 2026"],
  [{ ...CLEARED, missing: [{ module: "law", ran_out: null }] }, "Not cleared: lacks The law"],
])("whoever looks sees how somebody stands", (standing, words) => {
  render(<Stands standing={standing} modules={MODULES} />, root);
  expect(root.textContent).toBe(words);
});
