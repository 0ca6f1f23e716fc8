import { type Refusal, sentence } from "./refusals.ts";
import { say, type TextKey } from "./words.ts";

/** Sentences that say more, at one control, than the usual one of a code. */
export type Own = Record<string, TextKey>;

type Props = { refusal: Refusal | null; own?: Own };

/** Says, near the control that was used, why nothing was done. */
export function Refused({ refusal, own = {} }: Props) {
  const key = refusal && own[refusal.code];
  return (
    <div role="alert" class="refused">
      {refusal && <p>{key ? say(key) : sentence(refusal)}</p>}
    </div>
  );
}
