import { afterEach, expect, it } from "vitest";
import { language } from "../words.ts";
import { day, hours, span, weekday } from "./moments.ts";
import { slotName } from "./slots.ts";

afterEach(() => {
  language.value = "en";
});

const SLOT = { weekday: 0, start: "16:00", end: "20:00", wanted: 1 };

it("names days and hours in the page's language", () => {
  expect([weekday(0), weekday(6)]).toEqual(["Monday", "Sunday"]);
  expect(day("2026-06-01")).toBe("Monday, June 1, 2026");
  language.value = "es";
  expect(day("2026-06-01")).toBe("lunes, 1 de junio de 2026");
  expect(span(SLOT)).toBe("lunes, 16:00 – 20:00");
});

it("shows a shift by the helpline's clock, over a night in which it is changed", () => {
  const begins = Date.parse("2026-10-31T23:00-05:00") / 1000;
  const shift = { slot: "n", on: "2026-10-31", wanted: 1, lacks: 0, people: [], begins };
  const shown = hours({ ...shift, ends: begins + 5 * 3_600 }, "America/Chicago");
  expect(shown.replace(/\s/gu, " ")).toBe("11:00 PM – 3:00 AM");
});

it("gives each slot a name of its own", () => {
  expect(slotName(0, "16:00", [])).toBe("mon-1600");
  const taken = ["mon-1600", "mon-1600-2"].map((id) => ({ ...SLOT, id }));
  expect(slotName(0, "16:00", taken)).toBe("mon-1600-3");
});
