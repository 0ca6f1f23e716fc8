// Puts what was said into the order of the chat's log, and notices what is missing.
import type { Said } from "../wire/types.ts";

/** A message with its place among all of the chat, also when the log was begun anew meanwhile. */
export interface Placed {
  said: Said;
  place: number;
}

/** More than one log ever holds. */
const LOG = 2 ** 32;

/**
 * The server's numbers only help to order and to notice a lost push; against a server that lies
 * stand the senders' own counters (`inbox.ts`).
 */
export class Order {
  #last = 0;
  #log = 0;
  #turn = 0;
  readonly #seen = new Map<number, string>();
  readonly #early = new Map<number, Said | null>();

  /** Everything up to this number has been taken. */
  get last(): number {
    return this.#last;
  }

  /** Counts how often the counting began anew. */
  get turn(): number {
    return this.#turn;
  }

  /** Whether something came while something before it did not. */
  get hole(): boolean {
    return this.#early.size > 0;
  }

  place(seq: number): number {
    return this.#log * LOG + seq;
  }

  /** Takes a push; gives what is now next in order: nothing, perhaps, or what was there before. */
  take(said: Said): Placed[] {
    if (!this.#known(said)) return [...this.#hold(said.seq, said.cid, said), ...this.#drain()];
    return this.#early.has(said.seq) ? [] : [this.#placed(said)];
  }

  /** Notes the number of a message that this page wrote itself. */
  own(seq: number, cid: string): Placed[] {
    if (this.#seen.get(seq) === cid) return [];
    return [...this.#hold(seq, cid, null), ...this.#drain()];
  }

  /** Takes the answer to "what came after `last`": what it leaves out is not there any more. */
  fill(missed: readonly Said[]): Placed[] {
    const next: Placed[] = [];
    for (const said of missed) {
      if (!this.#known(said)) next.push(...this.#hold(said.seq, said.cid, said));
    }
    const end = Math.max(0, ...missed.map((said) => said.seq));
    for (const seq of this.#waiting().filter((seq) => seq <= end)) {
      this.#last = seq - 1;
      next.push(...this.#drain());
    }
    this.#last = Math.max(this.#last, end);
    return [...next, ...this.#drain()];
  }

  /** The log was begun anew; gives what was held back until something before it came. */
  begin(): Placed[] {
    const left = this.recount();
    this.#log += 1;
    return left;
  }

  /** The same log is to be gone through once more; gives what was held back. */
  recount(): Placed[] {
    const held = this.#waiting().flatMap((seq) => this.#early.get(seq) ?? []);
    const left = held.map((said) => this.#placed(said));
    this.#turn += 1;
    this.#last = 0;
    this.#seen.clear();
    this.#early.clear();
    return left;
  }

  #known(said: Said): boolean {
    return this.#seen.get(said.seq) === said.cid;
  }

  #placed(said: Said): Placed {
    return { said, place: this.place(said.seq) };
  }

  #waiting(): number[] {
    return [...this.#early.keys()].sort((a, b) => a - b);
  }

  #hold(seq: number, cid: string, said: Said | null): Placed[] {
    // A new message under an old number: this is another log.
    const left = seq <= this.#last || this.#seen.has(seq) ? this.begin() : [];
    this.#seen.set(seq, cid);
    this.#early.set(seq, said);
    return left;
  }

  #drain(): Placed[] {
    const next: Placed[] = [];
    for (;;) {
      const said = this.#early.get(this.#last + 1);
      if (said === undefined) return next;
      this.#last += 1;
      this.#early.delete(this.#last);
      if (said) next.push(this.#placed(said));
    }
  }
}
