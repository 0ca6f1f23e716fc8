import { afterEach, expect, it } from "vitest";
import { lasted, wait } from "./moments.ts";
import { sentence } from "./refusals.ts";
import en from "./text/en.json";
import es from "./text/es.json";
import { firstLanguage, language, say } from "./words.ts";

afterEach(() => {
  language.value = "en";
});

const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

it("has every text in both languages, with the same slots", () => {
  expect(Object.keys(es)).toEqual(Object.keys(en));
  for (const [key, text] of Object.entries(en)) {
    const other = es[key as keyof typeof es];
    expect(other, key).not.toBe("");
    expect(slots(other), key).toEqual(slots(text));
  }
});

it("never promises what nobody can hold", () => {
  for (const text of [...Object.values(en), ...Object.values(es)]) {
    expect(text).not.toMatch(/private|untraceable|anonymous|privado|anónimo|irrastreable/i);
  }
});

it("fills the slots, and speaks the chosen language", () => {
  expect(say("chat.with", { name: "Jay {x} $&" })).toBe("Chat with Jay {x} $&");
  language.value = "es";
  expect(say("offer.decline")).toBe("Rechazar");
});

it.each([
  [["es-MX", "en"], "es"],
  [["fr", "es"], "es"],
  [["EN-gb"], "en"],
  [["fr"], "en"],
  [[], "en"],
])("of %j it takes %s", (wanted, first) => {
  expect(firstLanguage(wanted)).toBe(first);
});

it.each([
  [-5, "under 1 min"],
  [59.9, "under 1 min"],
  [60, "1 min"],
  [3_599, "59 min"],
  [3_600, "1 h 0 min"],
  [7_500, "2 h 5 min"],
])("%d seconds have lasted %s", (seconds, words) => {
  expect(lasted(seconds)).toBe(words);
});

it.each([
  [0, "1 s"],
  [2.1, "3 s"],
  [89, "89 s"],
  [91, "2 min"],
])("a wait of %d seconds is %s", (seconds, words) => {
  expect(wait(seconds)).toBe(words);
});

it("tells a refusal in a sentence", () => {
  expect(sentence({ code: "not_free" })).toBe("They can't take a chat right now.");
  expect(sentence({ code: "too_fast", wait_s: 12.2 })).toContain("13 s");
});

it.each(["constructor", "__proto__", "", "new_code"])("reads %j as try again", (code) => {
  expect(sentence({ code })).toBe(en["refused.try_again"]);
});
