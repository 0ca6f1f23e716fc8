// Tells the other side which of its messages stand on this page, so that it need not keep them.
import { isPassing, type Verdict, type World } from "./link.ts";

export type Cids = [string, ...string[]];

const GATHER_MS = 250;
const RETRY_MS = 1_000;
const AT_MOST = 100;

export class Receipts {
  readonly #later: World<unknown>["later"];
  readonly #send: (cids: Cids) => Promise<Verdict>;
  readonly #due = new Set<string>();
  #open = false;
  #busy = false;
  #callOff: (() => void) | null = null;

  constructor(later: World<unknown>["later"], send: (cids: Cids) => Promise<Verdict>) {
    this.#later = later;
    this.#send = send;
  }

  /** Also for what came again: its sender asks, since a receipt was lost. */
  add(cid: string): void {
    this.#due.add(cid);
    this.#soon(GATHER_MS);
  }

  resume(): void {
    this.#open = true;
    this.#soon(GATHER_MS);
  }

  pause(): void {
    this.#open = false;
    this.#callOff?.();
    this.#callOff = null;
  }

  wipe(): void {
    this.pause();
    this.#due.clear();
  }

  #soon(ms: number): void {
    if (!this.#open || this.#busy || this.#due.size === 0) return;
    this.#callOff ??= this.#later(ms, () => {
      this.#callOff = null;
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    const [first, ...rest] = [...this.#due].slice(0, AT_MOST);
    if (first === undefined) return;
    const cids: Cids = [first, ...rest];
    this.#busy = true;
    // Taken off first: what comes again while this is on its way is told again.
    for (const cid of cids) this.#due.delete(cid);
    const answer = await this.#send(cids);
    this.#busy = false;
    const passing = !answer.ok && isPassing(answer.code);
    if (passing) for (const cid of cids) this.#due.add(cid);
    const wait = answer.ok ? 0 : (answer.wait_s ?? 0) * 1_000;
    this.#soon(passing ? Math.max(RETRY_MS, wait) : GATHER_MS);
  }
}
