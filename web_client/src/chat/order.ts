// Puts what was said into the order of the chat's log, and notices what is missing.
import type { Said } from "../wire/types.ts";

/**
 * The server's numbers only help to order and to notice a lost push; against a server that lies
 * stand the senders' own counters (`inbox.ts`).
 */
export class Order {
  #last = 0;
  readonly #seen = new Map<number, string>();
  readonly #early = new Map<number, Said | null>();

  /** Everything up to this number has been taken. */
  get last(): number {
    return this.#last;
  }

  /** Whether something came while something before it did not. */
  get hole(): boolean {
    return this.#early.size > 0;
  }

  /** Takes a push; gives what is now next in order, which may be nothing. */
  take(said: Said): Said[] {
    if (this.#known(said)) return [];
    this.#hold(said.seq, said.cid, said);
    return this.#drain();
  }

  /** Notes the number of a message that this page wrote itself. */
  own(seq: number, cid: string): Said[] {
    if (this.#seen.get(seq) === cid) return [];
    this.#hold(seq, cid, null);
    return this.#drain();
  }

  /** Takes the answer to "what came after `last`": what it leaves out is not there any more. */
  fill(missed: readonly Said[]): Said[] {
    for (const said of missed) if (!this.#known(said)) this.#hold(said.seq, said.cid, said);
    const end = Math.max(0, ...missed.map((said) => said.seq));
    const next: Said[] = [];
    for (const seq of [...this.#early.keys()].filter((seq) => seq <= end).sort((a, b) => a - b)) {
      this.#last = seq - 1;
      next.push(...this.#drain());
    }
    this.#last = Math.max(this.#last, end);
    return next;
  }

  clear(): void {
    this.#last = 0;
    this.#seen.clear();
    this.#early.clear();
  }

  #known(said: Said): boolean {
    return this.#seen.get(said.seq) === said.cid;
  }

  #hold(seq: number, cid: string, said: Said | null): void {
    // A new message under an old number: the log was begun anew.
    if (seq <= this.#last) this.clear();
    this.#seen.set(seq, cid);
    this.#early.set(seq, said);
  }

  #drain(): Said[] {
    const next: Said[] = [];
    for (;;) {
      const said = this.#early.get(this.#last + 1);
      if (said === undefined) return next;
      this.#last += 1;
      this.#early.delete(this.#last);
      if (said) next.push(said);
    }
  }
}
