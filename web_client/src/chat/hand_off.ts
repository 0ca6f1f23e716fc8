// A warm hand-off: may this recipient be told these words? One at a time, and in the pages alone.
// The youth's yes is for a named recipient and words the youth has seen and may have changed; it
// runs out, and is taken back at any time. It stays open until the youth says how it went.
import type { Line } from "../wire/types.ts";
import { LINES, NAME_POINTS } from "./card.ts";
import { isFilled, isOneOf, looseIn } from "./shape.ts";

/** What the responder has done, as far as they have said. */
export type Step = "calling" | "no_answer" | "reached" | "told" | "ready";
export const STEPS: readonly Step[] = ["calling", "no_answer", "reached", "told", "ready"];

/**
 * `lapsed`: its time was over before the youth had answered. `expired`: a yes has run out, and how
 * it went is still to be said. `left`: the page that asked, or the one that was asked, has gone.
 */
export type Phase =
  | "proposed"
  | "agreed"
  | "refused"
  | "withdrawn"
  | "connected"
  | "expired"
  | "lapsed"
  | "taken_back"
  | "left";

export interface Proposal {
  readonly id: string;
  /** The recipient, by name. */
  readonly to: string;
  /** Whether the recipient tells the state or the police. */
  readonly line: Line;
  /** What would be told, and nothing else. */
  readonly words: string;
  /** How long it counts, from when it stands on the page. */
  readonly minutes: number;
}

export interface HandOff extends Proposal {
  /** Who asked: the seat as it was then. */
  readonly by: string;
  /** Milliseconds, by this page's clock. */
  readonly until: number;
  readonly phase: Phase;
  readonly done: readonly Step[];
}

export type Asking =
  | ({ readonly act: "propose" } & Proposal)
  | { readonly act: "steps"; readonly id: string; readonly done: readonly Step[] }
  | { readonly act: "take_back"; readonly id: string };

export type Answering =
  | { readonly act: "agree"; readonly id: string; readonly words: string }
  | { readonly act: Plain; readonly id: string };

export type Act = Asking | Answering;
type Plain = (typeof PLAIN)[number];

export const WORDS_POINTS = 1_500;
/** What a responder chooses from. */
export const MINUTES: readonly number[] = [15, 30, 60, 120];
const PLAIN = ["refuse", "withdraw", "connected", "expired", "left"] as const;
const MINUTE_MS = 60_000;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const YOUTH = "youth";

/** Steps are told after the end too: what was said to somebody just before has been said. */
const NEXT: Readonly<Record<Phase, Partial<Record<Act["act"], Phase>>>> = {
  proposed: {
    agree: "agreed",
    refuse: "refused",
    take_back: "taken_back",
    expired: "lapsed",
    left: "left",
  },
  agreed: {
    steps: "agreed",
    withdraw: "withdrawn",
    connected: "connected",
    expired: "expired",
    left: "left",
  },
  expired: { steps: "expired", withdraw: "withdrawn", connected: "connected", left: "left" },
  withdrawn: { steps: "withdrawn" },
  connected: { steps: "connected" },
  left: { steps: "left" },
  refused: {},
  lapsed: {},
  taken_back: {},
};

/** Whether it waits for an answer, or a yes counts right now. */
export function isOpen(handOff: HandOff | null): boolean {
  return handOff?.phase === "proposed" || handOff?.phase === "agreed";
}

/** Gives the same hand-off where the act is nobody's to do now. `from`: a seat, or the youth. */
export function after(
  handOff: HandOff | null,
  act: Act,
  from: string,
  now: number,
): HandOff | null {
  if (act.act === "propose") {
    if (from === YOUTH || isOpen(handOff)) return handOff;
    const { id, to, line, words, minutes } = act;
    const until = now + minutes * MINUTE_MS;
    return { id, to, line, words, minutes, by: from, until, phase: "proposed", done: [] };
  }
  if (!handOff || handOff.id !== act.id || from !== actor(handOff, act)) return handOff;
  const phase = NEXT[handOff.phase][act.act];
  if (!phase) return handOff;
  if (act.act === "agree") return { ...handOff, phase, words: act.words };
  return act.act === "steps" ? { ...handOff, phase, done: act.done } : { ...handOff, phase };
}

function actor({ by }: HandOff, { act }: Act): string {
  return act === "steps" || act === "take_back" ? by : YOUTH;
}

export function writeAct(act: Act): string {
  return JSON.stringify(act);
}

/** Gives null for what is no act. */
export function readAct(text: string): Act | null {
  const found = looseIn(text);
  if (!found || typeof found.id !== "string" || !ID.test(found.id)) return null;
  const { act, id } = found;
  if (isOneOf(act, PLAIN)) return { act, id };
  if (act === "take_back") return { act, id };
  if (act === "propose") return proposalIn(found, id);
  if (act === "agree") {
    return isFilled(found.words, WORDS_POINTS) ? { act, id, words: found.words } : null;
  }
  return act === "steps" ? stepsIn(found.done, id) : null;
}

function proposalIn(found: Readonly<Record<string, unknown>>, id: string): Asking | null {
  const { to, line, words, minutes } = found;
  const fits =
    isFilled(to, NAME_POINTS) &&
    isOneOf(line, LINES) &&
    isFilled(words, WORDS_POINTS) &&
    MINUTES.includes(minutes as number);
  return fits ? { act: "propose", id, to, line, words, minutes: minutes as number } : null;
}

function stepsIn(done: unknown, id: string): Asking | null {
  if (!Array.isArray(done)) return null;
  const known = STEPS.filter((step) => done.includes(step));
  return known.length === done.length ? { act: "steps", id, done: known } : null;
}
