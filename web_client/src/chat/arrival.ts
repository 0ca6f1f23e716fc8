// How a staff page comes to its place, again after each new connection.
import type { Connection, Verdict, World } from "./link.ts";

interface Page {
  /** Asks for the place; called once for each connection, and again while the server is busy. */
  arrive: () => Promise<Verdict>;
  connection: (connection: Connection) => void;
  /** The server does not know who we are. */
  out: () => void;
}

interface Line {
  readonly connection: Connection;
  onConnection(tell: (connection: Connection) => void): () => void;
}

const RETRY_MS = 1_000;

/** Keeps a staff page in its place. */
export class Arrival {
  readonly #link: Line;
  readonly #later: World<unknown>["later"];
  readonly #page: Page;
  #visit = 0;

  constructor(link: Line, later: World<unknown>["later"], page: Page) {
    this.#link = link;
    this.#later = later;
    this.#page = page;
    link.onConnection((connection) => this.#connected(connection));
    if (link.connection === "here") void this.#arrive();
  }

  /** Comes to the same place again, on the same connection. */
  again(): void {
    this.#visit += 1;
    void this.#arrive();
  }

  #connected(connection: Connection): void {
    this.#visit += 1;
    this.#page.connection(connection);
    if (connection === "here") void this.#arrive();
    if (connection === "refused") this.#page.out();
  }

  async #arrive(): Promise<void> {
    const visit = this.#visit;
    const answer = await this.#page.arrive();
    if (answer.ok || visit !== this.#visit) return;
    if (answer.code === "not_signed_in" || answer.code === "not_allowed") this.#page.out();
    else this.#retryIn(Math.max(RETRY_MS, (answer.wait_s ?? 0) * 1_000));
  }

  #retryIn(ms: number): void {
    const visit = this.#visit;
    this.#later(ms, () => {
      if (visit === this.#visit && this.#link.connection === "here") void this.#arrive();
    });
  }
}
