import { expect, it } from "vitest";
import { numberLine } from "./ready_words.ts";

const place = { id: "x", name: "A Line", about: {}, said: {}, reports: false };

it.each([
  [{ call: "988" }, "A Line: call 988", "A Line: llama al 988"],
  [
    { call: "988", text_to: "988" },
    "A Line: call 988 or text 988",
    "A Line: llama al 988 o manda un mensaje de texto al 988",
  ],
  [
    { text_to: "741741", text_word: "HOME" },
    "A Line: text HOME to 741741",
    "A Line: manda HOME por mensaje de texto al 741741",
  ],
  [{}, "A Line", "A Line"],
])("names the ways to reach %j", (ways, english, spanish) => {
  expect(numberLine({ ...place, ...ways }, "en")).toBe(english);
  expect(numberLine({ ...place, ...ways }, "es")).toBe(spanish);
});
