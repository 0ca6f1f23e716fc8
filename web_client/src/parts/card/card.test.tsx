import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Card } from "../../chat/card.ts";
import en from "../../text/en.json";
import { chunks, spoken } from "./digits.ts";
import { HelpCard } from "./view.tsx";

const CARD: Card = {
  name: "A Line",
  line: "help",
  ways: [
    { how: "voice", number: "1-888-373-7888", word: "" },
    { how: "text", number: "741741", word: "HOME" },
  ],
  site: "https://example.org",
  expect: "They say hi.",
};
const words = en.card;
let root: HTMLElement;

beforeEach(() => {
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

function shown(card: Partial<Card> = {}): string {
  render(<HelpCard card={{ ...CARD, ...card }} words={words} />, root);
  return root.textContent ?? "";
}

function press(name: string): void {
  const found = [...root.querySelectorAll("button")].find((one) => one.textContent === name);
  if (!found) throw new Error(`no ${name}`);
  found.click();
}

it("says how to get in touch, what to expect, and what the bill shows before the first number", () => {
  const text = shown();
  expect(text).toContain("They say hi.");
  expect(text).toContain("Text HOME to 741741");
  expect(text.indexOf(words.bill)).toBeLessThan(text.indexOf("1-888"));
});

it.each(["help", "may_report", "report"] as const)("says of a %s line what it tells", (line) => {
  expect(shown({ line })).toContain(words.line[line]);
  expect(root.querySelectorAll(".reports")).toHaveLength(line === "help" ? 0 : 1);
});

it("has nothing that opens, loads or sends", () => {
  shown({ name: '<img src=x onerror="x()">', expect: "https://example.org", site: "https://x.y" });
  expect(root.querySelectorAll("a, img, form, iframe, [href], [src], [style]")).toHaveLength(0);
});

it("shows numbers to remember, and the card again", async () => {
  shown();
  press(words.remember);
  await expect.poll(() => root.textContent).toContain("1 888 373 7888");
  expect(root.textContent).toContain("seven four one, seven four one");
  expect(root.textContent).toContain("HOME");
  press(words.remember);
  await expect.poll(() => root.textContent).toContain("Text HOME to 741741");
});

it("copies what is on it, and says so", async () => {
  const copied: string[] = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  vi.stubGlobal("navigator", { clipboard });
  shown();
  press(words.copy);
  await expect.poll(() => root.textContent).toContain(words.copied);
  expect(copied).toEqual(["A Line\nCall 1-888-373-7888\nText HOME to 741741\nhttps://example.org"]);
});

it("says when a browser does not let it copy", async () => {
  vi.stubGlobal("navigator", {});
  shown();
  press(words.copy);
  await expect.poll(() => root.textContent).toContain(words.not_copied);
});

it("of a page without a number it shows the address alone", () => {
  expect(shown({ ways: [] })).toContain("https://example.org");
  expect(root.textContent).not.toContain(words.bill);
  expect(root.textContent).not.toContain(words.remember);
});

it.each([
  ["1-888-373-7888", ["1", "888", "373", "7888"]],
  ["(800) 555-0100", ["800", "555", "0100"]],
  ["+1 800 555 0100", ["1", "800", "555", "0100"]],
  ["741741", ["741", "741"]],
  ["64673", ["64", "673"]],
  ["988", ["988"]],
  ["911", ["911"]],
])("%s is kept in mind as %j", (number, parts) => {
  expect(chunks(number)).toEqual(parts);
});

it("says digits in words", () => {
  expect(spoken("66008", words.digits)).toBe("six six, zero zero eight");
});
