import type { ComponentChildren } from "preact";
import type { Verdict } from "../chat/link.ts";
import { type Connected, through, useAsking } from "./asking.ts";
import { type Own, Refused } from "./refused.tsx";

type Props = {
  session: Connected;
  ask: () => Promise<Verdict>;
  look?: "main" | "quiet" | "strong";
  pressed?: boolean;
  label?: string;
  done?: () => void;
  /** What a refusal means here, where it says more than usual. */
  own?: Own;
  children: ComponentChildren;
};

/** A button that asks the server for one thing; a refusal stands beside it. */
export function AskButton({ session, ask, look, pressed, label, done, own = {}, children }: Props) {
  const { busy, refusal, run } = useAsking();
  async function press() {
    if (await run(through(session, ask))) done?.();
  }
  return (
    <>
      <button
        type="button"
        class={look ? `button ${look}` : "button"}
        aria-pressed={pressed}
        aria-label={label}
        aria-disabled={busy.value}
        onClick={() => void press()}
      >
        {children}
      </button>
      <Refused refusal={refusal.value} own={own} />
    </>
  );
}
