/** How long a message may be, in code points. */
export const MOST = 4_000;
const NEAR = 200;

/** What to say of a text's length: letters too many, few letters left, or nothing. */
export function lengthOf(text: string): { over: number; left: number | null } {
  const left = MOST - [...text].length;
  return { over: Math.max(0, -left), left: left >= 0 && left < NEAR ? left : null };
}
