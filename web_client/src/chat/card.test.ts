import { expect, test } from "vitest";
import { type Card, EXPECT_POINTS, NAME_POINTS, readCard, writeCard } from "./card.ts";
import { shownAs } from "./showing.ts";

const CARD: Card = {
  name: "Harbor line",
  line: "may_report",
  ways: [
    { how: "voice", number: "1-800-555-0100", word: "" },
    { how: "text", number: "55512", word: "HELLO" },
  ],
  site: "https://example.org/line",
  expect: "Somebody says hi. You can hang up when you like.",
};

const changed = (parts: object) => JSON.stringify({ ...CARD, ...parts });
const way = (parts: object) => changed({ ways: [{ ...CARD.ways[0], ...parts }] });

test("a card is read as it was written", () => {
  expect(readCard(writeCard(CARD))).toEqual(CARD);
});

test("what a page does not know of is left out", () => {
  expect(readCard(changed({ picture: "https://example.org/x.png", ways: [] }))).toEqual({
    ...CARD,
    ways: [],
  });
});

test.each([
  ["no JSON", "{"],
  ["a number", "7"],
  ["null", "null"],
  ["a list", "[]"],
  ["no name", changed({ name: "" })],
  ["a name that is too long", changed({ name: "x".repeat(NAME_POINTS + 1) })],
  ["a name that is none", changed({ name: { toString: "x" } })],
  ["a line of its own", changed({ line: "trusted" })],
  ["no line", changed({ line: undefined })],
  ["too much to expect", changed({ expect: "x".repeat(EXPECT_POINTS + 1) })],
  ["nothing to expect", changed({ expect: null })],
  ["a site that runs", changed({ site: "javascript:alert(1)" })],
  ["a site with blanks", changed({ site: "https://example.org/ x" })],
  ["a site that is long", changed({ site: `https://example.org/${"x".repeat(200)}` })],
  ["ways that are none", changed({ ways: "tel:911" })],
  ["a way that is none", changed({ ways: [null] })],
  ["more ways than fit", changed({ ways: Array(9).fill(CARD.ways[0]) })],
  ["no way at all", changed({ ways: [], site: "" })],
  ["a number with words", way({ number: "call me at 555" })],
  ["a number that is long", way({ number: "5".repeat(30) })],
  ["a number that is a number", way({ number: 911 })],
  ["an unknown use", way({ how: "fax" })],
  ["a word that is more", way({ word: "HI THERE" })],
  ["a word that is none", way({ word: null })],
])("%s is no card", (_what, text) => {
  expect(readCard(text)).toBeNull();
  expect(shownAs({ kind: "card", text })).toBeNull();
});

test("words and cards stand in the log, and nothing else does", () => {
  expect(shownAs({ kind: "text", text: "hi" })).toEqual({ text: "hi" });
  expect(shownAs({ kind: "card", text: writeCard(CARD) })).toEqual({ text: "", card: CARD });
  expect(shownAs({ kind: "name", text: "Sky" })).toBeNull();
  expect(shownAs({ kind: "handoff", text: "{}" })).toBeNull();
  expect(shownAs(null)).toBeNull();
});
