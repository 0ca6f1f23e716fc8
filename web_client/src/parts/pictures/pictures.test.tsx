import { render } from "preact";
import { expect, it } from "vitest";
import { PICTURES } from "./pictures.ts";
import { Pictures } from "./view.tsx";

it("has 64 pictures that nobody can mistake for each other", () => {
  expect(PICTURES).toHaveLength(64);
  for (const part of ["glyph", "en", "es"] as const) {
    const shown = PICTURES.map(({ glyph, name }) => (part === "glyph" ? glyph : name[part]));
    expect(shown.every(Boolean)).toBe(true);
    expect(new Set(shown).size).toBe(64);
  }
});

it("names what it shows, in order, also when one comes twice", () => {
  const root = document.createElement("div");
  render(<Pictures show={[0, 63, 0]} language="es" />, root);
  const shown = [...root.querySelectorAll("li")].map((item) => item.textContent);
  expect(shown).toEqual(["🐶perro", "👑corona", "🐶perro"]);
});
