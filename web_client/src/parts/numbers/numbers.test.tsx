import { render } from "preact";
import { expect, it } from "vitest";
import type { HelpNumber } from "../../wire/types.ts";
import { Numbers } from "./view.tsx";

const WORDS = {
  bill: "It shows on the bill.",
  call: "Call {number}",
  text: "Text {number}",
  text_word: "Text {word} to {number}",
  reports: "It tells.",
};

function shown(...numbers: HelpNumber[]): HTMLElement {
  const root = document.createElement("div");
  render(<Numbers numbers={numbers} language="es" words={WORDS} />, root);
  return root;
}

const BOTH: HelpNumber = {
  id: "both",
  name: "A Line",
  call: "1-800-555-0100",
  text_to: "55501",
  text_word: "HI",
  about: { en: "For you.", es: "Para ti." },
  said: { en: ["Day and night."], es: ["Día y noche."] },
  reports: false,
};

it("says what the phone bill shows before the first link", () => {
  const text = shown(BOTH).textContent ?? "";
  expect(text.indexOf(WORDS.bill)).toBeLessThan(text.indexOf("Call"));
});

it("dials and texts with one tap, and names the word to send", () => {
  const links = [...shown(BOTH).querySelectorAll("a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["tel:18005550100", "sms:55501"]);
  expect(links[1]?.textContent).toBe("Text HI to 55501");
});

it("speaks the language asked for, of what it is for and of when", () => {
  expect(shown(BOTH).textContent).toContain("Para ti. Día y noche.");
});

it("marks a line that reports, and only that", () => {
  expect(shown(BOTH).textContent).not.toContain("It tells.");
  expect(shown({ ...BOTH, reports: true }).textContent).toContain("It tells.");
});
