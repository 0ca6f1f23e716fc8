// A link without a net, with the faults of a net.
import type { Connection, Link } from "../link.ts";

type Handler = (name: string, frame: never) => object;

const TRY_AGAIN = { ok: false, code: "try_again" };

/** One page's connection to the pretend server. */
export class MemoryLink implements Link<Record<string, never>, Record<string, never>> {
  connection: Connection = "here";
  closed = false;
  /** The server acts, but its answer is lost: so many times. */
  loseAnswers = 0;
  /** What the server answers instead of acting, by the name of the ask: each once. */
  readonly refuse = new Map<string, { code: string; wait_s?: number }>();
  /** Stands in for the wire from the server: gives what arrives of one tell. */
  wire: (name: string, frame: never) => object[] = (_name, frame) => [frame];
  readonly asked: { name: string; frame: Record<string, unknown> }[] = [];
  readonly #handler: Handler;
  readonly #heard = new Map<string, Set<(frame: never) => void>>();
  readonly #watchers = new Set<(connection: Connection) => void>();

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  async ask(name: string, frame: never): Promise<never> {
    if (this.connection !== "here") return TRY_AGAIN as never;
    // Through JSON, as the net would: what is kept is never the page's own object.
    const sent = JSON.parse(JSON.stringify(frame)) as never;
    this.asked.push({ name, frame: sent });
    const refused = this.refuse.get(name);
    this.refuse.delete(name);
    if (refused) return { ok: false, ...refused } as never;
    const answer = this.#handler(name, sent);
    await Promise.resolve();
    if (this.connection !== "here") return TRY_AGAIN as never;
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return TRY_AGAIN as never;
    }
    return JSON.parse(JSON.stringify(answer)) as never;
  }

  on(name: string, tell: (frame: never) => void): () => void {
    const heard = this.#heard.get(name) ?? new Set();
    this.#heard.set(name, heard.add(tell));
    return () => void heard.delete(tell);
  }

  onConnection(tell: (connection: Connection) => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  close(): void {
    this.closed = true;
    this.connection = "lost";
  }

  /** The server tells; what is told to a lost page is gone. */
  tell(name: string, frame: object): void {
    if (this.connection !== "here") return;
    for (const arriving of this.wire(name, JSON.parse(JSON.stringify(frame)) as never)) {
      for (const tell of this.#heard.get(name) ?? []) tell(arriving as never);
    }
  }

  become(connection: Connection): void {
    this.connection = connection;
    for (const tell of this.#watchers) tell(connection);
  }
}
