// What is typed for the planner, and what is read off its answer.
import type { Staffing, StaffingAsked, StaffingHour } from "../../wire/types.ts";
import { wait } from "../moments.ts";
import { language, say } from "../words.ts";

/** The hours of a day, as they are counted. */
export const DAY = Array.from({ length: 24 }, (_, hour) => hour);

/** What the form begins with; a supervisor knows their own line better. */
export const START = {
  chat_min: 40,
  patience_min: 6,
  percent: 90,
  within_s: 60,
  chats_each: 1,
} as const;
export type Field = keyof typeof START;

/** Takes an hour of the day; gives it as a shift's start is written. */
export function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** Takes a form with the planner's fields; gives what stands in them. */
export function askedIn(form: HTMLFormElement): StaffingAsked {
  const data = new FormData(form);
  const number = (name: string) => Number(data.get(name));
  const fields = Object.keys(START).map((name) => [name, number(name)] as const);
  const counted = data.has("counted");
  const arrivals = counted ? null : DAY.map((hour) => number(`arrivals-${hour}`));
  return { ...(Object.fromEntries(fields) as Record<Field, number>), arrivals };
}

/** Takes an answer; gives in how many hours of the week the plan is short. */
export function shortHours({ days }: Staffing): number {
  return days.flat().filter(({ lacks }) => lacks > 0).length;
}

/** Takes hours; gives the most that are needed or planned in one of them. */
export function most(hours: readonly StaffingHour[]): number {
  return Math.max(1, ...hours.map(({ needed, planned }) => Math.max(needed, planned)));
}

/** Takes a part of a whole; gives it as a percentage. */
export function percent(part: number): string {
  return part.toLocaleString(language.value, { style: "percent" });
}

/** Takes a mean wait in seconds; gives it in words. */
export function meanWait(seconds: number): string {
  return seconds < 0.5 ? say("time.seconds", { s: 0 }) : wait(seconds);
}
