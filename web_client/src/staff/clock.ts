// The page's own clock: the server says how long something has lasted, the page counts on from there.
import { signal } from "@preact/signals";

const now = signal(0);

/** Let the clock tick while a screen is shown; gives what stops it. */
export function startClock(): () => void {
  now.value = performance.now();
  const timer = setInterval(() => {
    now.value = performance.now();
  }, 1_000);
  return () => clearInterval(timer);
}

/** Takes a moment of this page's clock in milliseconds; gives the seconds since. */
export function since(moment: number): number {
  return Math.max(0, now.value - moment) / 1_000;
}
