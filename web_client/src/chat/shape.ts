// What another page has sealed as JSON: nothing of it is taken that was not looked at.

export type Loose = Readonly<Record<string, unknown>>;

/** Gives null for what is no JSON object. */
export function looseIn(text: string): Loose | null {
  try {
    return loose(JSON.parse(text));
  } catch {
    return null;
  }
}

export function loose(value: unknown): Loose | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : null;
}

/** Whether it is text of so many characters (code points) at most. */
export function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && [...value].length <= most;
}

/** The same, and something is there. */
export function isFilled(value: unknown, most: number): value is string {
  return isText(value, most) && value.trim() !== "";
}

export function isOneOf<One extends string>(value: unknown, list: readonly One[]): value is One {
  return (list as readonly unknown[]).includes(value);
}
