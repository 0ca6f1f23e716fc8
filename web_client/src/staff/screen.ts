// Which screen the page shows, and the ways from one to another. A screen that is left takes its
// keys and messages with it before the next one is drawn.
import { signal } from "@preact/signals";
import type { DeskSession } from "../chat/desk.ts";
import type { FloorSession } from "../chat/floor.ts";
import type { Act, Me, SignedIn, SignIn } from "../wire/types.ts";
import { own } from "./account/own.ts";
import { askNoMore } from "./account/proof.ts";
import * as doors from "./doors.ts";
import type { Refusal } from "./refusals.ts";
import { openDesk, openFloor } from "./sessions.ts";
import type { TextKey } from "./words.ts";

/** Why the sign-in screen is shown: a sentence of ours, or what the server said. */
export type Note = TextKey | Refusal;

export type Screen =
  | { at: "loading" }
  | { at: "signin"; note: Note | null }
  | { at: "desk"; session: DeskSession; may: readonly Act[]; idleS: number }
  | { at: "floor"; session: FloorSession; me: Me; may: readonly Act[]; idleS: number };

export const screen = signal<Screen>({ at: "loading" });

/** On load, or when a link was opened in this tab: use the link's token, or else the session. */
export async function begin(token: string | null, cameBack: Refusal | null = null): Promise<void> {
  const answer = token === null ? await doors.session() : await doors.signIn({ link: token });
  if (answer.ok) return enter(answer.value);
  const without = cameBack ?? silent(answer.refusal);
  show({ at: "signin", note: token === null ? without : linkNote(answer.refusal) });
}

/** Sign in by a passkey or by name; gives the refusal, or null when the screen has changed. */
export async function signIn(frame: SignIn): Promise<Refusal | null> {
  const answer = await doors.signIn(frame);
  if (!answer.ok) return answer.refusal;
  enter(answer.value);
  return null;
}

/** Sign out. The screen goes at once; if the server was not reached, the page says so. */
export async function signOut(note: TextKey = "signin.out"): Promise<void> {
  show({ at: "signin", note });
  const answer = await doors.signOut();
  const failed = !answer.ok && answer.refusal.code !== "not_signed_in";
  if (failed) show({ at: "signin", note: "signin.still_in" });
}

/** The page goes away: nothing of a chat may wait in the browser's back/forward cache. */
export function leavePage(): void {
  show({ at: "loading" });
}

function enter({ me, way, may, factors, idle_s: idleS }: SignedIn): void {
  own.value = factors;
  if (may.includes("watch_floor")) {
    const session = openFloor(way);
    session.subscribe(({ stage }) => stage === "signed_out" && sessionEnded(session));
    show({ at: "floor", session, me, may, idleS });
  } else {
    const session = openDesk(way);
    session.subscribe(({ stage }) => stage === "signed_out" && sessionEnded(session));
    show({ at: "desk", session, may, idleS });
  }
}

function sessionEnded(session: DeskSession | FloorSession): void {
  const now = screen.value;
  const shown = now.at === "desk" || now.at === "floor" ? now.session : null;
  if (shown === session) show({ at: "signin", note: "signin.ended" });
}

function show(next: Screen): void {
  const before = screen.value;
  if (next.at !== "desk" && next.at !== "floor") own.value = null;
  askNoMore();
  screen.value = next;
  if (before.at === "desk") before.session.wipe();
  if (before.at === "floor") before.session.close();
}

function silent(refusal: Refusal): Note | null {
  return refusal.code === "not_signed_in" ? null : refusal;
}

function linkNote(refusal: Refusal): Note {
  return LINK_IS_SPENT.has(refusal.code) ? "signin.link_used" : refusal;
}

const LINK_IS_SPENT = new Set(["not_signed_in", "bad_input", "not_allowed"]);
