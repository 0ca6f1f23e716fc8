// What a person at the page is told when the server, or the net, says no.
import { wait } from "./moments.ts";
import { say, type TextKey } from "./words.ts";

/** Why something was not done: a code of `core.errors`, or of this page: `offline`, `passkey_…`. */
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
  ["factor_needed", "refused.factor_needed"],
  ["wrong_code", "refused.wrong_code"],
  ["step_up_needed", "refused.step_up_needed"],
  ["passkey_none", "refused.passkey_none"],
  ["passkey_had", "refused.passkey_had"],
  ["not_cleared", "refused.not_cleared"],
  ["not_free", "refused.not_free"],
  ["changed_meanwhile", "refused.changed_meanwhile"],
  ["line_closed", "refused.line_closed"],
  ["line_full", "refused.line_full"],
  ["no_such_shift", "refused.no_such_shift"],
  ["shift_begun", "refused.shift_begun"],
  ["signed_up_already", "refused.signed_up_already"],
  ["shift_full", "refused.shift_full"],
  ["shifts_overlap", "refused.shifts_overlap"],
  ["too_many_hours", "refused.too_many_hours"],
  ["not_signed_up", "refused.not_signed_up"],
  ["oidc_down", "refused.oidc_down"],
  ["oidc_refused", "refused.oidc_refused"],
  ["oidc_unknown", "refused.oidc_unknown"],
  ["oidc_taken", "refused.oidc_taken"],
  ["try_again", "refused.try_again"],
  ["records_away", "refused.records_away"],
  ["offline", "refused.offline"],
]);

/** Takes a refusal; gives a sentence. A code this page does not know reads as "try again". */
export function sentence(refusal: Refusal): string {
  const key = SENTENCES.get(refusal.code) ?? "refused.try_again";
  return say(key, { wait: wait(refusal.wait_s ?? 1) });
}
