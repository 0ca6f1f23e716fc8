// What a refusal means to the person at the page.
import type { Words } from "./words.ts";

type FailWords = Words["fail"];

/** The sentence for one of the codes of `core/errors.py`, or of the client core. */
export function failed(code: string, words: FailWords): string {
  switch (code) {
    case "line_closed":
    case "line_full":
    case "too_fast":
    case "no_such_chat":
    case "no_encryption":
      return words[code];
    default:
      return words.other;
  }
}
