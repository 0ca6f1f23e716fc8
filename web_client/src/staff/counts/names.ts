// What the members of the closed lists are called that counts are kept by.
import type { CountTable } from "../../wire/types.ts";
import { language, say, type TextKey } from "../words.ts";

type Name = CountTable["name"];
type Naming = (key: string) => string;

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Gives the name of a weekday, or its short form. */
export function day(key: string, weekday: "long" | "short" = "long"): string {
  const at = new Date(MONDAY + DAYS.indexOf(key) * DAY_MS);
  return at.toLocaleDateString(language.value, { weekday, timeZone: "UTC" });
}

/** Gives an hour as clocks show it. */
export function hour(key: string): string {
  return `${key.padStart(2, "0")}:00`;
}

function listed(prefix: string): Naming {
  return (key) => say(`${prefix}.${key}` as TextKey);
}

const only: Naming = () => say("counts.n");
const kind = listed("counts.kind");
const LISTS: Record<Name, readonly [Naming, Naming]> = {
  arrivals: [(key) => day(key), hour],
  answers: [hour, kind],
  waits: [listed("counts.wait"), kind],
  load: [listed("counts.beside"), only],
  endings: [kind, listed("counts.length")],
  languages: [listed("intake.language"), only],
  topics: [listed("topic"), only],
  outcomes: [listed("wrap.outcome"), only],
  heavy: [only, only],
  referrals: [listed("referral.need"), listed("referral.outcome")],
};

/** Gives what a table's row is called. */
export function rowName(table: CountTable, row: string): string {
  return LISTS[table.name][0](row);
}

/** Gives what a table's column is called. */
export function columnName(table: CountTable, column: string): string {
  return LISTS[table.name][1](column);
}

/** Gives the name of a month such as 2026-05. */
export function monthName(month: string): string {
  const style = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language.value, style);
}
