// Which key presses mean "exit": Shift three times alone, or Esc twice. Pure, so that the rule can
// be read and tested without a page.

/** What of a key or pointer event the rule looks at; `at` is in milliseconds. */
export interface Press {
  kind: "down" | "up" | "pointer";
  key: string;
  repeat: boolean;
  at: number;
}

/** What the rule remembers between presses. */
export interface Presses {
  readonly shifts: number;
  readonly shiftAt: number;
  /** Shift is down and nothing else was touched since. */
  readonly alone: boolean;
  readonly escAt: number;
}

export const NO_PRESSES: Presses = {
  shifts: 0,
  shiftAt: Number.NEGATIVE_INFINITY,
  alone: false,
  escAt: Number.NEGATIVE_INFINITY,
};

const SHIFTS = 3;
const SHIFT_GAP_MS = 5_000;
const ESC_GAP_MS = 1_000;

/** Returns what to remember after this press, and whether it was the one that exits. */
export function pressed(before: Presses, press: Press): [after: Presses, exit: boolean] {
  if (press.kind === "down" && press.repeat) return [before, false];
  if (press.key === "Shift") return shift(before, press);
  if (press.kind === "down" && press.key === "Escape") return escaped(press, before.escAt);
  // Whatever else is touched makes Shift a modifier, as in typing "I AM" or selecting with it.
  if (press.kind === "up") return [{ ...before, alone: false }, false];
  return [NO_PRESSES, false];
}

function shift(before: Presses, press: Press): [Presses, boolean] {
  if (press.kind === "down") return [{ ...before, alone: true }, false];
  if (!before.alone) return [{ ...before, shifts: 0, alone: false }, false];
  const inTime = press.at - before.shiftAt <= SHIFT_GAP_MS;
  const shifts = inTime ? before.shifts + 1 : 1;
  const after = { ...NO_PRESSES, shifts, shiftAt: press.at };
  return [after, shifts >= SHIFTS];
}

function escaped(press: Press, escAt: number): [Presses, boolean] {
  return [{ ...NO_PRESSES, escAt: press.at }, press.at - escAt <= ESC_GAP_MS];
}
