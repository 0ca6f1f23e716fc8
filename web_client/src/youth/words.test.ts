// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import en from "../text/en.json";
import es from "../text/es.json";
import { fill, language, speak, words } from "./words.ts";

afterEach(() => speak("en"));

it("puts values into a sentence, and leaves what it has no value for", () => {
  expect(fill("{n} of {of}", { n: 2, of: 6 })).toBe("2 of 6");
  expect(fill("{n} of {of}", { n: 0 })).toBe("0 of {of}");
});

it("changes the page's language, and says so to the page", async () => {
  await speak("es");
  expect(words.value.arrive.title).toBe(es.arrive.title);
  expect(language.value).toBe("es");
  expect(document.documentElement.lang).toBe("es");
  await speak("en");
  expect(words.value.arrive.title).toBe(en.arrive.title);
});
