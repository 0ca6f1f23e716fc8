// The one chat of this page, as signals for the views, and the way out's hold on it.
import { signal } from "@preact/signals";
import { options } from "preact";
import type { Verdict } from "../chat/link.ts";
import type { ReturnKeys } from "../chat/return_keys.ts";
import type { YouthSession } from "../chat/youth.ts";
import type { YouthState } from "../chat/youth_state.ts";
import type { IntakeShape } from "../wire/types.ts";

export const chat = signal<YouthState | null>(null);
/** The words in the text box, kept through cover and panels. */
export const draft = signal("");
/** The code that could not be loaded, or the session's own failure. */
export const loadFailed = signal(false);

let session: YouthSession | null = null;
let loading: Promise<typeof import("./session.ts")> | null = null;

/** Fetches the code of sockets and keys, from the first step on: the first screen comes alone. */
export function prepare(): Promise<typeof import("./session.ts")> {
  loading ??= import("./session.ts");
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

/** Asks for a place in the line; the same call tries again after a refusal. */
export async function begin(intake: IntakeShape, name: string): Promise<void> {
  loadFailed.value = false;
  try {
    const { open } = await prepare();
    if (window.leaving.gone) return;
    if (!session || session.state.stage === "ended") follow(open());
    session?.join(intake, name || undefined);
  } catch {
    loadFailed.value = true;
  }
}

/** Back into the chat of return words; the same call tries again. Null: there is nothing to tell. */
export async function returnTo(keys: ReturnKeys): Promise<Verdict | null> {
  const { open } = await prepare();
  if (window.leaving.gone) return null;
  if (!session || session.state.stage === "ended") follow(open());
  return session?.comeBack(keys) ?? null;
}

/** The session, for what a person does in an open chat. */
export function talk(): YouthSession | null {
  return session;
}

/** Back to the start: nothing of the last chat is left. */
export function forget(): void {
  session?.wipe();
  session = null;
  chat.value = null;
  draft.value = "";
  loadFailed.value = false;
  window.leaving.ticket = "";
}

function follow(next: YouthSession): void {
  session?.wipe();
  session = next;
  chat.value = next.state;
  next.subscribe((state) => {
    if (session !== next || window.leaving.gone) return;
    window.leaving.ticket = next.ticket ?? "";
    chat.value = state;
  });
}

// Taking a long chat apart would hold up the blank page, and never doing it would keep its words.
const AFTER_THE_BLANK_MS = 200;

window.leaving.wipe = () => {
  options.debounceRendering = (draw) => setTimeout(draw, AFTER_THE_BLANK_MS);
  draft.value = "";
  chat.value = null;
};
window.leaving.close = () => {
  session?.wipe();
  session = null;
};
