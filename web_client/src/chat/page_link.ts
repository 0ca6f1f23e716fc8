// A link that never leaves the page: what it is asked is answered by a function beside it.
import {
  type Answer,
  type Connection,
  type FrameOf,
  type Link,
  NOT_NOW,
  type ReplyOf,
} from "./link.ts";

/** What answers an ask, by the name of the ask. */
export type Answers<Asks> = {
  [Name in keyof Asks & string]?: (frame: FrameOf<Asks, Name>) => Answer<ReplyOf<Asks, Name>>;
};

export type Handler = (name: string, frame: never) => object;

export const TRY_AGAIN = { ok: false, code: "try_again" } as const;

/** Answers by name; what has no answer can't be done here. */
export function answering<Asks>(answers: Answers<Asks>): Handler {
  const known = answers as Record<string, ((frame: never) => object) | undefined>;
  return (name, frame) => known[name]?.(frame) ?? NOT_NOW;
}

export class PageLink<Asks, Tells> implements Link<Asks, Tells> {
  connection: Connection = "here";
  readonly #handler: Handler;
  readonly #heard = new Map<string, Set<(frame: never) => void>>();
  readonly #watchers = new Set<(connection: Connection) => void>();

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  async ask<Name extends keyof Asks & string>(
    name: Name,
    frame: FrameOf<Asks, Name>,
  ): Promise<Answer<ReplyOf<Asks, Name>>> {
    if (this.connection !== "here") return TRY_AGAIN;
    const answer = this.#handler(name, overTheNet(frame) as never);
    await Promise.resolve();
    if (this.connection !== "here") return TRY_AGAIN;
    return overTheNet(answer) as Answer<ReplyOf<Asks, Name>>;
  }

  on<Name extends keyof Tells & string>(
    name: Name,
    tell: (frame: Tells[Name]) => void,
  ): () => void {
    const heard = this.#heard.get(name) ?? new Set();
    this.#heard.set(name, heard.add(tell));
    return () => void heard.delete(tell);
  }

  onConnection(tell: (connection: Connection) => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  close(): void {
    this.connection = "lost";
  }

  /** What is told to a lost page is gone. */
  tell<Name extends keyof Tells & string>(name: Name, frame: Tells[Name]): void {
    if (this.connection === "here") this.arrive(name, overTheNet(frame));
  }

  become(connection: Connection): void {
    this.connection = connection;
    for (const tell of this.#watchers) tell(connection);
  }

  protected arrive(name: string, frame: unknown): void {
    for (const tell of this.#heard.get(name) ?? []) tell(frame as never);
  }
}

/** What is kept is never the other side's own object. */
export function overTheNet<T>(frame: T): T {
  return JSON.parse(JSON.stringify(frame)) as T;
}
