// The way back into a chat by return words, and the way out of one that they lead to.
import { type Kept, readKept } from "./kept.ts";
import { isPassing, type Verdict, type World, type YouthLink } from "./link.ts";
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

/**
 * Ends a chat that could not be told so. The beacon that does it otherwise would only put it aside,
 * to wait for the words.
 */
export async function leaveFor(
  { link, later }: World<YouthLink>,
  ticket: string,
  wanted: () => boolean,
): Promise<void> {
  while (wanted()) {
    await pause(later);
    const back = await link.ask("resume", { ticket, after: 0, era: null });
    const left = back.ok ? await link.ask("leave", {}) : back;
    if (left.ok || !isPassing(left.code)) return;
  }
}

function opened(text: string | null): Found {
  return text === null ? { ok: false, code: "no_such_chat" } : { ok: true, kept: readKept(text) };
}

function pause(later: World<unknown>["later"]): Promise<void> {
  return new Promise((then) => void later(RETRY_MS, then));
}
