// The way back from the cover: the step that was picked, twice in a row.
const IN_TIME_MS = 5_000;

export interface Tap {
  step: number;
  at: number;
}

/** Whether this tap, after the one before it, opens the page again. */
export function opens(picked: number, before: Tap | null, tap: Tap): boolean {
  if (tap.step !== picked || before?.step !== picked) return false;
  return tap.at - before.at <= IN_TIME_MS;
}
