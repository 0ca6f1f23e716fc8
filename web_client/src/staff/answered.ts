// What a screen asked for when it was opened: the answer, or why there is none, and asking anew.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Answer } from "./doors.ts";
import type { Refusal } from "./refusals.ts";

/** Asks once, and again whenever `again` is called; the last answer stays while the next is waited for. */
export function useAnswered<T>(ask: () => Promise<Answer<T>>) {
  const value = useSignal<T | null>(null);
  const refusal = useSignal<Refusal | null>(null);
  async function again(): Promise<void> {
    const answer = await ask();
    refusal.value = answer.ok ? null : answer.refusal;
    if (answer.ok) value.value = answer.value;
  }
  useEffect(() => void again(), []);
  return { value: value.value, refusal: refusal.value, again };
}

/** Takes an answer over HTTP; gives its refusal, or null, as a control wants it. */
export async function refusalOf(answer: Promise<Answer<unknown>>): Promise<Refusal | null> {
  const given = await answer;
  return given.ok ? null : given.refusal;
}
