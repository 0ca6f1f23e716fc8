import { render } from "preact";
import { expect, it } from "vitest";
import type { HelpPlace, OpenHours } from "../../wire/types.ts";
import { isOpen } from "./open_now.ts";
import { Places } from "./view.tsx";

const WORDS = {
  is_open: "Open.",
  is_shut: "Shut.",
  web: "On the web: {address}",
  by: { tty: "TTY: {number}", videophone: "Video: {number}" },
};
const WAYS = { call: "Call {number}", text: "Text {number}", text_word: "Text {word} to {number}" };
const MONDAY: OpenHours = {
  zone: "America/Chicago",
  spans: [{ day: 0, opens: 540, closes: 1020 }],
  first: null,
  last: null,
  closed: [],
};
const NOON = Date.parse("2026-06-15T17:00:00Z");
const PLACE: HelpPlace = {
  id: "a",
  name: "A Line",
  about: { en: "For you.", es: "Para ti." },
  said: { en: ["Report line.", "Monday.", "For ages 12 and up."], es: ["Avisan.", "Lunes."] },
  phones: [
    { number: "1-800-555-0100", medium: "voice", word: null },
    { number: "55501", medium: "text", word: "HI" },
    { number: "711", medium: "tty", word: null },
  ],
  web: "example.org",
  line: "report",
  needs: [],
  hours: [MONDAY],
  languages: [],
  youngest: 12,
  oldest: null,
  areas: [],
};

function shown(place: HelpPlace, now = NOON, language: "en" | "es" = "en"): HTMLElement {
  const root = document.createElement("div");
  render(<Places places={[place]} words={WORDS} ways={WAYS} {...{ now, language }} />, root);
  return root;
}

it("says all there is of a place, in the language asked for", () => {
  const said = shown(PLACE).textContent;
  for (const part of ["A Line", "For you.", "Report line.", "Open. Monday. For ages 12 and up."]) {
    expect(said).toContain(part);
  }
  expect(shown(PLACE, NOON, "es").textContent).toContain("Para ti.Avisan.Open. Lunes.");
});

it("calls and texts by a tap, and opens nothing", () => {
  const links = [...shown(PLACE).querySelectorAll("a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["tel:18005550100", "sms:55501"]);
  expect(shown(PLACE).textContent).toContain("TTY: 711On the web: example.org");
});

it("says whether it is open, and nothing where that is not known", () => {
  expect(shown(PLACE, NOON + 86_400_000).textContent).toContain("Shut.");
  expect(shown({ ...PLACE, hours: [] }).textContent).not.toMatch(/Open|Shut/);
  const elsewhere = { ...PLACE, hours: [{ ...MONDAY, zone: "Mars/Olympus" }] };
  expect(shown(elsewhere).textContent).not.toMatch(/Open|Shut/);
});

it("knows a second open from a second shut", () => {
  const opens = Date.parse("2026-06-15T14:00:00Z");
  expect([opens - 1, opens].map((at) => isOpen([MONDAY], at))).toEqual([false, true]);
  const shuts = Date.parse("2026-06-15T22:00:00Z");
  expect([shuts - 1, shuts].map((at) => isOpen([MONDAY], at))).toEqual([true, false]);
});
