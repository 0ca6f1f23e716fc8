// The factors of whoever is signed in on this page, as they were told last.
import { signal } from "@preact/signals";
import type { FactorsShape } from "../../wire/types.ts";

/** Null while nobody is signed in. */
export const own = signal<FactorsShape | null>(null);

/** Tells whether there is more than a password. */
export function hasSecond(factors: FactorsShape): boolean {
  return factors.authenticator || factors.passkeys > 0;
}
