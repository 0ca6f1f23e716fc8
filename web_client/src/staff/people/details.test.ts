import { afterEach, expect, it } from "vitest";
import type { Deed } from "../../wire/types.ts";
import { language } from "../words.ts";
import { detail } from "./details.ts";

afterEach(() => {
  language.value = "en";
});

const NAMES = new Map([
  ["law", "The law"],
  ["an id", "Harbor line"],
]);

function told(deed: Deed, written: string): string {
  return detail({ n: 1, at: 0, actor: "a", subject: "", deed, detail: written }, NAMES);
}

it.each<[Deed, string, string, string]>([
  ["staff_added", "responder", "Responder", "Responde"],
  ["role_changed", "supervisor", "Supervisor", "Supervisión"],
  ["profile_changed", "name,opted_out", "first name, topics never offered", "nombre, temas"],
  ["recovery_used", "9 left", "Codes left: 9", "Códigos que quedan: 9"],
  ["module_set", "law", "The law", "The law"],
  ["trained", "law 2026-03-01", "The law, Sunday, March 1, 2026", "The law, domingo, 1 de marzo"],
  ["holiday_set", "2026-12-25", "Friday, December 25, 2026", "viernes, 25 de diciembre"],
  [
    "slot_set",
    "mon-eve: monday 16:00-20:00, 2",
    "Monday, 16:00 – 20:00; People wanted: 2",
    "lunes",
  ],
  ["opening_set", "hours, sunday 09:00-12:00", "It is open at set hours; Sunday, 09", "Abre en un"],
  ["line_set", "paused", "Line paused", "Fila en pausa"],
  ["directory_imported", "14 services", "Entries: 14", "Entradas: 14"],
  ["directory_off", "an id", "Harbor line", "Harbor line"],
  ["directory_changed", "an id phone.number", "Harbor line, Number", "Harbor line, Número"],
  ["directory_checked", "an id service.url", "Harbor line, Web page", "Harbor line, Página web"],
])("says %s %j in words, in both languages", (deed, written, en, es) => {
  expect(told(deed, written)).toContain(en);
  language.value = "es";
  expect(told(deed, written)).toContain(es);
});

it.each<[Deed, string, string]>([
  ["let_go", "", ""],
  ["role_changed", "queen", "queen"],
  ["module_set", "gone", "gone"],
  ["trained", "gone soon", "gone, soon"],
  ["holiday_set", "some day", "some day"],
  ["slot_set", "mon-eve: someday 16:00-20:00, 2", "someday 16:00-20:00; People wanted: 2"],
  ["slot_dropped", "mon-eve", "mon-eve"],
  ["directory_off", "an idea", "an idea"],
  ["directory_changed", "an id phone.nu", "Harbor line, nu"],
  [
    "opening_set",
    "plan, monday 16:00-2…",
    "It is open while somebody has signed up; monday 16:00-2…",
  ],
])("shows of %s %j what it does not know as it was written", (deed, written, shown) => {
  expect(told(deed, written)).toBe(shown);
});
