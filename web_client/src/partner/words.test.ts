import { expect, it } from "vitest";
import en from "./text/en.json";
import es from "./text/es.json";
import { firstLanguage } from "./words.ts";

const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

it("has every text in both languages, with the same slots", () => {
  expect(Object.keys(es)).toEqual(Object.keys(en));
  for (const [key, text] of Object.entries(en)) {
    const other = es[key as keyof typeof es];
    expect(other, key).not.toBe("");
    expect(slots(other), key).toEqual(slots(text));
  }
});

it("promises nothing that nobody can hold", () => {
  for (const text of [...Object.values(en), ...Object.values(es)]) {
    expect(text).not.toMatch(/private|untraceable|anonymous|privado|anónimo|irrastreable/i);
  }
});

it("takes the first language of the browser that it has", () => {
  expect(firstLanguage(["fr", "es-MX", "en"])).toBe("es");
  expect(firstLanguage(["fr"])).toBe("en");
});
