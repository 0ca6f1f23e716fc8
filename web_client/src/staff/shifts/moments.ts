// Days and times of shifts: by the helpline's clock, in the page's language.
import type { ShiftShape, SpanShape } from "../../wire/types.ts";
import { language } from "../words.ts";

/** Any Monday: what is said of a weekday needs a date that falls on it. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Takes 0 for Monday to 6 for Sunday; gives its name. */
export function weekday(number: number): string {
  return written({ weekday: "long", timeZone: "UTC" }, A_MONDAY + number * DAY_MS);
}

/** Takes a date as the server writes it; gives it with its weekday. */
export function day(date: string): string {
  const styles = { weekday: "long", month: "long", day: "numeric", year: "numeric" } as const;
  return written({ ...styles, timeZone: "UTC" }, Date.parse(date));
}

/** Takes a shift; gives from when to when it lasts, in a time zone. */
export function hours({ begins, ends }: ShiftShape, timeZone: string): string {
  const [from, to] = [begins, ends].map((at) =>
    written({ timeStyle: "short", timeZone }, at * 1000),
  );
  return `${from} – ${to}`;
}

/** Takes hours of every week; gives them in words. */
export function span({ weekday: number, start, end }: SpanShape): string {
  return `${weekday(number)}, ${start} – ${end}`;
}

function written(styles: Intl.DateTimeFormatOptions, ms: number): string {
  return new Intl.DateTimeFormat(language.value, styles).format(ms);
}
