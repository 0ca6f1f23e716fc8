// What a person at the page is told when the server, or the net, says no.
import { wait } from "./moments.ts";
import { say, type TextKey } from "./words.ts";

/** Why something was not done: a code of `core.errors`, or `offline` when nobody answered. */
export type Refusal = { code: string; wait_s?: number | null | undefined };

const SENTENCES = new Map<string, TextKey>([
  ["bad_input", "refused.bad_input"],
  ["too_big", "refused.too_big"],
  ["too_fast", "refused.too_fast"],
  ["not_now", "refused.not_now"],
  ["no_such_chat", "refused.no_such_chat"],
  ["not_yours", "refused.not_yours"],
  ["not_allowed", "refused.not_allowed"],
  ["not_signed_in", "refused.not_signed_in"],
  ["not_free", "refused.not_free"],
  ["changed_meanwhile", "refused.changed_meanwhile"],
  ["line_closed", "refused.line_closed"],
  ["line_full", "refused.line_full"],
  ["try_again", "refused.try_again"],
  ["offline", "refused.offline"],
]);

/** Takes a refusal; gives a sentence. A code this page does not know reads as "try again". */
export function sentence(refusal: Refusal): string {
  const key = SENTENCES.get(refusal.code) ?? "refused.try_again";
  return say(key, { wait: wait(refusal.wait_s ?? 1) });
}
