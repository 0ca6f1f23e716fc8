import { expect, it } from "vitest";
import { pieces } from "./pieces.ts";

function marked(text: string, blur: boolean): string {
  const marks = { plain: ["", ""], host: ["[", "]"], graphic: ["{", "}"] };
  return pieces(text, blur)
    .map(({ kind, text: part }) => marks[kind].join(part))
    .join("");
}

it.each([
  ["see (https://a.example/x).", "see (https://[a.example]/x)."],
  ["go to example.com, now", "go to [example.com], now"],
  ["two\nlines  www.a.org", "two\nlines  [www.a.org]"],
  ["<b>no</b> tags", "<b>no</b> tags"],
  ["", ""],
])("shows the host alone in %j", (text, shown) => {
  expect(marked(text, false)).toBe(shown);
});

it.each([
  ["he RAPED me", "he {RAPED} me"],
  ["blood, blood.", "{blood}, {blood}."],
  ["me violó anoche", "me {violó} anoche"],
  ["me violo\u0301 anoche", "me {violo\u0301} anoche"],
  ["the skill of grape juice", "the skill of grape juice"],
  ["https://kill.example/kill", "https://[kill.example]/kill"],
])("blurs whole words only in %j", (text, shown) => {
  expect(marked(text, true)).toBe(shown);
});

it("blurs nothing unless it was chosen", () => {
  expect(marked("he has a gun", false)).toBe("he has a gun");
});

it("never loses or adds a character", () => {
  const alphabet = [..."aé.:/\\@?# \n(kill)¿…\u0301👋🏽<"];
  let seed = 7;
  for (let round = 0; round < 2_000; round++) {
    let text = "";
    for (let at = 0; at < 24; at++) {
      seed = (seed * 48_271) % 2_147_483_647;
      text += alphabet[seed % alphabet.length];
    }
    expect(
      pieces(text, true)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  }
});

it("takes the longest message without delay", () => {
  const started = performance.now();
  for (const unit of ["a.", ".", "a@", "https://", "(", "ab"]) {
    pieces(`${unit.repeat(4_000 / unit.length)} x`, true);
    pieces(`${unit.repeat(4_000 / unit.length)}x`, true);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});
