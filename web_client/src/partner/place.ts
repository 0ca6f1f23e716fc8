// Where a partner is on this page: before the door, in the chat, or out again.
import { signal } from "@preact/signals";
import { type JoinLink, readLink } from "../chat/invite.ts";
import type { PartnerSession } from "../chat/partner.ts";
import type { PartnerState } from "../chat/partner_state.ts";
import type { Way } from "../wire/types.ts";

export const state = signal<PartnerState | null>(null);
/** The link can be opened; null: what stood in the address is none, or was used here. */
export const link = signal<JoinLink | null>(null);
/** What keeps the door from opening. */
export const trouble = signal<"load" | null>(null);
export const draft = signal("");

let session: PartnerSession | null = null;

/**
 * Takes the link out of the address, so that neither the history nor a screenshot keeps it. In a chat
 * another link changes nothing; after one it may lead into the next.
 */
export function takeLink(page: Window): void {
  const { hash, pathname } = page.location;
  if (hash === "") return;
  page.history.replaceState(null, "", pathname);
  const stage = state.value?.stage;
  if (session && stage !== "over" && stage !== "refused") return;
  session = null;
  state.value = null;
  link.value = readLink(hash.slice(1));
}

/** Opens the link, by which it is spent: only when the person says so, never by the page alone. */
export async function enter(): Promise<void> {
  const opened = link.value;
  if (!opened || session) return;
  trouble.value = null;
  try {
    const { open } = await import("./session.ts");
    const way: Way = await (await fetch("/way", { cache: "no-store" })).json();
    if (link.value !== opened) return;
    link.value = null;
    follow(open(way, opened));
  } catch {
    trouble.value = "load";
  }
}

/** The session, for what a person does in the chat. */
export function talk(): PartnerSession | null {
  return session;
}

/** Out of the chat: all of it is forgotten here before the server is told. */
export function leave(): void {
  draft.value = "";
  void session?.leave();
}

/** The page goes away: nothing of a chat may wait in the browser's back/forward cache. */
export function leavePage(): void {
  draft.value = "";
  link.value = null;
  session?.wipe();
}

function follow(next: PartnerSession): void {
  session = next;
  state.value = next.state;
  next.subscribe((now) => {
    state.value = now;
    if (now.stage === "over" || now.stage === "refused") draft.value = "";
  });
}
