import { afterEach, beforeEach, expect, it, vi } from "vitest";
import en from "../text/en.json";
import es from "../text/es.json";
import { opensAgain } from "./opening.ts";

beforeEach(() => {
  vi.stubEnv("TZ", "America/Chicago");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const seconds = (text: string) => new Date(text).getTime() / 1000;

function said(opens: string, now: string, language: "en" | "es" = "en"): string | null {
  const words = { en: en.opens, es: es.opens }[language];
  // Newer tables of languages have a narrow blank before "PM".
  return opensAgain(seconds(opens), new Date(now), language, words)?.replace(/\s/gu, " ") ?? null;
}

it.each([
  ["2026-06-01T16:00-05:00", "2026-06-01T00:10-05:00", "The chat opens today at 4:00 PM."],
  ["2026-06-01T21:00Z", "2026-06-01T05:10Z", "The chat opens today at 4:00 PM."],
  ["2026-06-02T00:00-05:00", "2026-06-01T23:59-05:00", "The chat opens tomorrow at 12:00 AM."],
  ["2026-06-03T09:30-05:00", "2026-06-01T23:00-05:00", "The chat opens on Wednesday at 9:30 AM."],
  ["2026-06-07T16:00-05:00", "2026-06-01T12:00-05:00", "The chat opens on Sunday at 4:00 PM."],
  [
    "2026-06-08T16:00-05:00",
    "2026-06-01T12:00-05:00",
    "The chat opens on Monday, June 8 at 4:00 PM.",
  ],
])("of %s at %s it says: %s", (opens, now, words) => {
  expect(said(opens, now)).toBe(`${words} You may still have to wait then.`);
});

it.each([
  ["2026-06-01T16:00-05:00", "El chat abre hoy (16:00)."],
  ["2026-06-02T01:00-05:00", "El chat abre mañana (1:00)."],
  ["2026-06-05T16:00-05:00", "El chat abre el viernes (16:00)."],
  ["2026-06-09T16:00-05:00", "El chat abre el martes, 9 de junio (16:00)."],
])("says the same in Spanish: %s", (opens, words) => {
  const found = said(opens, "2026-06-01T12:00-05:00", "es");
  expect(found).toBe(`${words} Puede que aun así tengas que esperar.`);
});

it("counts days by the calendar over a night in which clocks are changed", () => {
  const spring = said("2026-03-09T01:00-05:00", "2026-03-07T23:30-06:00");
  expect(spring).toContain("on Monday at 1:00 AM");
  const autumn = said("2026-11-02T00:00-06:00", "2026-11-01T00:10-05:00");
  expect(autumn).toContain("tomorrow at 12:00 AM");
});

it("says nothing where nobody knows, or the moment has passed", () => {
  const now = new Date("2026-06-01T12:00-05:00");
  expect(opensAgain(null, now, "en", en.opens)).toBeNull();
  expect(opensAgain(now.getTime() / 1000, now, "en", en.opens)).toBeNull();
  expect(opensAgain(now.getTime() / 1000 - 60, now, "en", en.opens)).toBeNull();
});
