// Whether a place is open, by the clock on its own wall: right in the nights in which clocks are
// changed, too. The same rule as `helpline/core/directory/hours.py`, which tests hold it to.
import type { OpenHours, OpenSpan } from "../../wire/types.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;
/** 1970 began on a Thursday; Monday is 0. */
const FIRST_WEEKDAY = 3;

const walls = new Map<string, Intl.DateTimeFormat>();

/** Takes a moment in ms; null where nothing is known, or this browser does not know the zone. */
export function isOpen(hours: readonly OpenHours[], now: number): boolean | null {
  if (hours.length === 0) return null;
  try {
    return hours.some((one) => runs(one, now));
  } catch {
    return null;
  }
}

function runs(hours: OpenHours, now: number): boolean {
  const today = Math.floor(wall(now, hours.zone) / DAY_MS);
  // What began on the day before may go on; and the clock may show the next day already before it
  // goes back.
  return [today - 1, today, today + 1]
    .filter((day) => begins(hours, day))
    .some((day) => hours.spans.some((span) => takesPlace(span, day, hours.zone, now)));
}

function begins({ first, last, closed }: OpenHours, day: number): boolean {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return (!first || first <= date) && (!last || date <= last) && !closed.includes(date);
}

function takesPlace({ day, opens, closes }: OpenSpan, on: number, zone: string, now: number) {
  if ((((on + FIRST_WEEKDAY) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS !== day) return false;
  const ends = opens < closes ? on : on + 1;
  return moment(on, opens, zone) <= now && now < moment(ends, closes, zone);
}

/**
 * When a clock in this zone first shows a time of a day. A time that comes twice is the first of
 * the two; one that is leapt over is the moment of the leap.
 */
function moment(day: number, minutes: number, zone: string): number {
  const shown = day * DAY_MS + minutes * MINUTE_MS;
  const before = shown - offset(shown - DAY_MS, zone);
  const after = shown - offset(shown + DAY_MS, zone);
  const right = [before, after].filter((at) => wall(at, zone) === shown);
  if (right.length > 0) return Math.min(...right);
  return leap(Math.min(before, after), Math.max(before, after), zone);
}

/** The first second between two moments at which the clock is no longer as it was. */
function leap(from: number, to: number, zone: string): number {
  const old = offset(from, zone);
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offset(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}

function offset(at: number, zone: string): number {
  return wall(at, zone) - at;
}

/** What a clock in this zone shows, as if it were the time of Greenwich, in ms. */
function wall(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const part = Object.fromEntries(
    clock(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  // Some browsers show midnight as 24.
  const hour = part.hour % 24;
  const shown = Date.UTC(part.year, part.month - 1, part.day, hour, part.minute, part.second);
  return shown + at - whole;
}

function clock(zone: string): Intl.DateTimeFormat {
  const known = walls.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  walls.set(zone, made);
  return made;
}
