// How long something has lasted, in words.
import { say } from "./words.ts";

/** Takes whole or broken seconds; gives minutes, and hours when there are any. */
export function lasted(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 1) return say("time.soon");
  if (minutes < 60) return say("time.minutes", { m: minutes });
  return say("time.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** Takes a short wait in seconds; gives it in seconds or, from 90 on, in minutes rounded up. */
export function wait(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 90) return say("time.seconds", { s: whole });
  return say("time.minutes", { m: Math.ceil(whole / 60) });
}
