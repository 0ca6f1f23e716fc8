// What the sessions need of a connection; `src/link` makes it of a socket, the tests of memory.
import type { Catalogue, Refused } from "../wire/types.ts";

/**
 * `moving`: from a node that goes to another one, nothing to speak of unless it takes long.
 * `refused` is final: the server does not know who we are.
 */
export type Connection = "connecting" | "here" | "moving" | "lost" | "refused";

export type Answer<Reply> = ({ ok: true } & Reply) | ({ ok: false } & Refused);

/** What a page learns of an ask whose reply says nothing more. */
export type Verdict = { ok: true } | ({ ok: false } & Refused);

export const NOT_NOW = { ok: false, code: "not_now" } as const;

/** Whether the same ask may go well in a moment. */
export function isPassing(code: string): boolean {
  return code === "try_again" || code === "too_fast";
}

type AskMap = Record<string, { frame: object; reply: object }>;

/**
 * A connection to one door.
 *
 * An ask is never kept for later: without a connection, or without an answer in time, it is
 * answered `try_again` at once, so that nothing old is sent ahead of the resume.
 */
export interface Link<Asks, Tells> {
  readonly connection: Connection;
  ask<Name extends keyof Asks & string>(
    name: Name,
    frame: FrameOf<Asks, Name>,
  ): Promise<Answer<ReplyOf<Asks, Name>>>;
  /** Gives a function that stops the telling. */
  on<Name extends keyof Tells & string>(name: Name, tell: (frame: Tells[Name]) => void): () => void;
  onConnection(tell: (connection: Connection) => void): () => void;
  close(): void;
}

export type FrameOf<Asks, Name extends keyof Asks> = (Asks & AskMap)[Name & string]["frame"];
export type ReplyOf<Asks, Name extends keyof Asks> = (Asks & AskMap)[Name & string]["reply"];

export type YouthLink = Link<Catalogue["youth"]["asks"], Catalogue["youth"]["tells"]>;
export type DeskLink = Link<Catalogue["responder"]["asks"], Catalogue["responder"]["tells"]>;
export type PartnerLink = Link<Catalogue["partner"]["asks"], Catalogue["partner"]["tells"]>;
export type FloorLink = Link<Catalogue["supervisor"]["asks"], Catalogue["supervisor"]["tells"]>;

/** Everything a session takes from the world around it. */
export interface World<L> {
  link: L;
  /** Random bytes, as many as asked for. */
  random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Milliseconds. */
  now: () => number;
  /** Calls back once, after so many milliseconds; gives a function that calls it off. */
  later: (ms: number, then: () => void) => () => void;
}
