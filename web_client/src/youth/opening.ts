// When the chat opens again, as the clock at the page's own place shows it.
import type { Language } from "../wire/types.ts";
import { fill, type Words } from "./words.ts";

type OpensWords = Words["opens"];

const WEEK_DAYS = 7;

/** Takes seconds since 1970; gives a sentence, or null where there is nothing true to say of it. */
export function opensAgain(
  opens: number | null,
  now: Date,
  language: Language,
  words: OpensWords,
): string | null {
  if (opens === null || opens * 1000 <= now.getTime()) return null;
  const at = new Date(opens * 1000);
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
  const days = daysBetween(now, at);
  if (days === 0) return fill(words.today, { time });
  if (days === 1) return fill(words.tomorrow, { time });
  const date = days < WEEK_DAYS ? {} : ({ month: "long", day: "numeric" } as const);
  const day = new Intl.DateTimeFormat(language, { weekday: "long", ...date }).format(at);
  return fill(words.day, { day, time });
}

// By the calendar: an hour more or less in a night makes no day.
function daysBetween(one: Date, other: Date): number {
  const [from, to] = [one, other].map((at) =>
    Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()),
  ) as [number, number];
  return Math.round((to - from) / 86_400_000);
}
