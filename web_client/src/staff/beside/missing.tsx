import type { Refusal } from "../refusals.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { refusal: Refusal | null; again: () => Promise<void> };

/** Says that something could not be loaded, and why, with a way to ask again. */
export function Missing({ refusal, again }: Props) {
  return (
    <>
      <Refused refusal={refusal} />
      {refusal && (
        <button type="button" class="button" onClick={() => void again()}>
          {say("ready.again")}
        </button>
      )}
    </>
  );
}
