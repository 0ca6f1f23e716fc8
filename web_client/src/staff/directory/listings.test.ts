import { expect, it } from "vitest";
import type { CellShape, ListingShape } from "../../wire/types.ts";
import { changes, rowsOf, type Show, shown, statesFact } from "./listings.ts";

function cell(column: string, value: string, table = "service", fact = ""): CellShape {
  return { table, row: "r", column, value, fact, vouched: [] };
}

function entry(name: string, more: Partial<ListingShape> = {}): ListingShape {
  const cells = [cell("name", name), cell("number", "1-800-555-0100", "phone", "number")];
  return {
    service: name,
    version: 1,
    name,
    organization: "Harbor",
    off: false,
    given: true,
    line: "help",
    needs: [],
    open_now: null,
    due: false,
    due_since: null,
    faults: [],
    cells,
    ...more,
  };
}

const FAULT = { file: "f", row: 1, field: "", words: "w" };
const ALL = [
  entry("Anchor", { due: true, due_since: "2026-09-01" }),
  entry("Beacon", { due: true }),
  entry("Cove", { off: true, due: true, due_since: "2026-08-01" }),
  entry("Dune", { faults: [FAULT] }),
];

it.each<[Show, string[]]>([
  ["all", ["Anchor", "Beacon", "Cove", "Dune"]],
  ["due", ["Beacon", "Cove", "Anchor"]],
  ["off", ["Cove"]],
  ["faulty", ["Dune"]],
])("shows of %s %j, what was never dated first", (show, names) => {
  expect(shown(ALL, show, "").map(({ name }) => name)).toEqual(names);
});

it.each([
  [" beac ", 1],
  ["harbor", 4],
  ["(800) 555", 4],
  ["900", 0],
  ["zebra", 0],
])("finds by %j %d of them", (wanted, number) => {
  expect(shown(ALL, "all", wanted)).toHaveLength(number);
});

it("puts the cells of one row together, in their order", () => {
  const cells = [cell("a", "1"), cell("number", "2", "phone"), cell("b", "3")];
  expect(rowsOf(cells).map((row) => row.map(({ column }) => column))).toEqual([
    ["a", "b"],
    ["number"],
  ]);
});

it("tells what is to change, and what of it is a fact that somebody must have read", () => {
  const cells = [cell("name", "x", "service", "name"), cell("status", "active"), cell("url", "y")];
  const data = new FormData();
  data.set("cell-0", " x ");
  data.set("cell-1", "defunct");
  const changed = changes(cells, data);
  expect(changed.map(({ column, to }) => [column, to])).toEqual([["status", "defunct"]]);
  expect(statesFact(changed)).toBe(false);
  expect(statesFact([{ fact: "name", to: "z" }])).toBe(true);
  expect(statesFact([{ fact: "name", to: "" }])).toBe(false);
});
