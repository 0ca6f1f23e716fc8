// One control's question to the server: busy while it runs, and the refusal if there was one.
import { useSignal } from "@preact/signals";
import type { Connection, Verdict } from "../chat/link.ts";
import type { Refusal } from "./refusals.ts";

export type Ask = () => Promise<Verdict | Refusal | null>;

/** Gives a control its `run`, and what to show; a second press while the first runs is ignored. */
export function useAsking() {
  const busy = useSignal(false);
  const refusal = useSignal<Refusal | null>(null);
  async function run(ask: Ask): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = null;
    refusal.value = refusalIn(await ask());
    busy.value = false;
    return refusal.value === null;
  }
  return { busy, refusal, run };
}

function refusalIn(answer: Verdict | Refusal | null): Refusal | null {
  if (answer === null) return null;
  if (!("ok" in answer)) return answer;
  return answer.ok ? null : answer;
}

export type Connected = { readonly state: { readonly connection: Connection } };

/** Runs an ask of a session; without a connection its "try again" is told as being offline. */
export function through(session: Connected, ask: () => Promise<Verdict>): Ask {
  return async () => {
    const verdict = await ask();
    const cutOff =
      !verdict.ok && verdict.code === "try_again" && session.state.connection !== "here";
    return cutOff ? { code: "offline" } : verdict;
  };
}
