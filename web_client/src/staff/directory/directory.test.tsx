import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CellShape, ListingShape } from "../../wire/types.ts";
import { language } from "../words.ts";
import { OtherHelp } from "./directory.tsx";

const MAY = ["see_directory", "change_directory"] as const;

function cell(table: string, row: string, column: string, value: string, fact = ""): CellShape {
  const vouched = fact === column ? [{ source: "example.org", grade: "V", on: "2026-06-01" }] : [];
  return { table, row, column, value, fact, vouched };
}

const ENTRY: ListingShape = {
  service: "an id",
  version: 3,
  name: "Harbor line",
  organization: "Harbor",
  off: false,
  given: true,
  line: "may_report",
  needs: ["runaway"],
  open_now: true,
  due: true,
  due_since: "2026-08-31",
  faults: [],
  cells: [
    cell("service", "an id", "name", "Harbor line", "name"),
    cell("service", "an id", "status", "active"),
    cell("service", "an id", "review_on", ""),
    cell("attribute", "x1", "taxonomy_term_id", "t1"),
    cell("phone", "p1", "number", "1-800-555-0100", "number"),
    cell("phone", "p1", "type", "fax", "number"),
    cell("phone", "p1", "text_word", ""),
  ],
};
const FAULT = { file: "phones.csv", row: 2, field: "number", words: "is no number" };

type Asked = { method: string; path: string; body: unknown };
let root: HTMLElement;
let asked: Asked[];
let entries: ListingShape[];
let answer: unknown;

beforeEach(() => {
  [root, asked, entries, answer] = [document.createElement("div"), [], [ENTRY], { faults: [] }];
  document.body.replaceChildren(root);
  vi.stubGlobal("fetch", async (path: string, { method = "", body }: RequestInit) => {
    asked.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : body });
    const terms = [
      { id: "t1", line: "may_report" },
      { id: "t2", line: "help" },
    ];
    return new Response(JSON.stringify(method === "GET" ? { entries, terms } : answer));
  });
});

afterEach(() => {
  render(null, root);
  language.value = "en";
  vi.unstubAllGlobals();
});

async function shown(may: readonly (typeof MAY)[number][] = MAY): Promise<void> {
  render(<OtherHelp may={may} />, root);
  await vi.waitFor(() => expect(root.querySelector(".person")).not.toBeNull());
}

function named(name: string): HTMLElement {
  const all = [...root.querySelectorAll<HTMLElement>("button, summary, a")];
  const found = all.find((one) => (one.getAttribute("aria-label") ?? one.textContent) === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
}

function field(label: string): HTMLInputElement {
  const found = [...root.querySelectorAll("label")].find((one) => one.textContent === label);
  const control = found?.control;
  if (!control) throw new Error(`no field is called ${label}`);
  return control as HTMLInputElement;
}

async function press(name: string): Promise<void> {
  await act(() => named(name).click());
}

async function write(label: string, text: string): Promise<void> {
  await act(() => {
    field(label).value = text;
    field(label).dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const sent = () => asked.filter(({ method }) => method !== "GET");

it("shows what an entry is, how it is reached and what vouches for it", async () => {
  await shown();
  const text = root.querySelector(".person")?.textContent ?? "";
  for (const words of [
    "Harbor line",
    "may tell the authorities",
    "Check before use",
    "since Aug 31, 2026",
    "Open now",
    "fax: 1-800-555-0100",
    "For: ran away",
    "Number: 1-800-555-0100 (example.org; said by the service itself; Jun 1, 2026)",
  ]) {
    expect(text).toContain(words);
  }
});

it("offers nothing to change to whoever may only look", async () => {
  await shown(["see_directory"]);
  expect([...root.querySelectorAll("button")]).toEqual([]);
});

it("sends only what was changed, and asks where a new fact was read", async () => {
  await shown();
  await press("Change Harbor line");
  expect(field("How it is used").value).toBe("fax");
  const source = field("Where you read it: a web page, or “called them”");
  await write("Look at it again on", "2026-12-01");
  expect(source.required).toBe(false);
  await write("Number", " 988 ");
  expect(source.required).toBe(true);
  await write(source.labels?.[0]?.textContent ?? "", "called them");
  await press("Save");
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toEqual({
    method: "PATCH",
    path: "/directory",
    body: {
      service: "an id",
      version: 3,
      cells: [
        { table: "service", row: "an id", column: "review_on", to: "2026-12-01" },
        { table: "phone", row: "p1", column: "number", to: "988" },
      ],
      looked: { source: "called them", grade: "V" },
    },
  });
  await vi.waitFor(() => expect(root.querySelector("form")).toBeNull());
});

it("keeps what was written where the entry would not hold any more, and says why", async () => {
  answer = { faults: [FAULT] };
  await shown();
  await press("Change Harbor line");
  await write("Number", "55");
  await write("Where you read it: a web page, or “called them”", "x");
  await press("Save");
  await vi.waitFor(() => expect(root.textContent).toContain("phones.csv, row 2, number: is no"));
  expect(field("Number").value).toBe("55");
});

it("marks as checked what was ticked, and nothing where nothing was", async () => {
  await shown();
  await press("Mark as checked: Harbor line");
  await write("Where you read it: a web page, or “called them”", "called them");
  await press("These are right today");
  await vi.waitFor(() => expect(root.textContent).toContain("tick at least one fact"));
  expect(sent()).toEqual([]);
  const [, second] = root.querySelectorAll<HTMLInputElement>("form [type=checkbox]");
  await act(() => second?.click());
  await press("These are right today");
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]?.body).toEqual({
    service: "an id",
    version: 3,
    facts: [{ table: "phone", row: "p1", column: "number" }],
    looked: { source: "called them", grade: "V" },
  });
});

it("switches an entry off with one tap, and asks anew what there is", async () => {
  await shown();
  entries = [{ ...ENTRY, off: true, version: 4 }];
  await press("Switch off Harbor line: nobody is given it any more");
  await vi.waitFor(() => named("Switch on Harbor line again"));
  expect(sent()).toEqual([
    { method: "PUT", path: "/directory/off", body: { service: "an id", version: 3, off: true } },
  ]);
});

it("shows an entry that is held back with its faults", async () => {
  entries = [{ ...ENTRY, given: false, line: null, open_now: null, due: false, faults: [FAULT] }];
  await shown();
  expect(root.querySelector(".held-back")?.textContent).toContain("row 2, number: is no number");
});

it("finds entries by what they say", async () => {
  await shown();
  await write("Search by name, number or state", "nothing like it");
  expect(root.querySelectorAll(".person")).toHaveLength(0);
  expect(root.textContent).toContain("Entries shown: 0");
  await write("Search by name, number or state", "800 5550100");
  expect(root.querySelectorAll(".person")).toHaveLength(1);
});
