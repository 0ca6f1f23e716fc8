// The way back into a chat by return words.
import { type Kept, readKept } from "./kept.ts";
import type { Verdict, World, YouthLink } from "./link.ts";
import { openKept, type ReturnKeys } from "./return_keys.ts";

const RETRY_MS = 1_000;

export type Found = { ok: true; kept: Kept } | Exclude<Verdict, { ok: true }>;

/** Asks until the server has answered, or `wanted` says that nobody waits for it any more. */
export async function find(
  { link, later }: World<YouthLink>,
  keys: ReturnKeys,
  wanted: () => boolean,
): Promise<Found> {
  for (;;) {
    const answer = await link.ask("come_back", { token: keys.token });
    if (answer.ok) return opened(await openKept(keys, answer.blob));
    if (answer.code !== "try_again" || !wanted()) return answer;
    await pause(later);
  }
}

function opened(text: string | null): Found {
  return text === null ? { ok: false, code: "no_such_chat" } : { ok: true, kept: readKept(text) };
}

function pause(later: World<unknown>["later"]): Promise<void> {
  return new Promise((then) => void later(RETRY_MS, then));
}
