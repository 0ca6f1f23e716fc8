// Keeps what return words lead to: sealed anew, under the same words, when it has changed.
import { type Kept, writeKept } from "./kept.ts";
import { isPassing, NOT_NOW, type Verdict, type World, type YouthLink } from "./link.ts";
import { type ReturnKeys, sealKept } from "./return_keys.ts";
import { NONCE_BYTES } from "./sealing.ts";

const EVERY_MS = 2_000;

type Settled = (verdict: Verdict) => void;

export class ReturnKeeper {
  readonly #world: World<YouthLink>;
  readonly #snapshot: () => Kept | null;
  #keys: ReturnKeys | null = null;
  /** What the server has, as it was before it was sealed. */
  #sent: string | null = null;
  #at = Number.NEGATIVE_INFINITY;
  #open = false;
  #busy = false;
  #settled: Settled | null = null;
  #callOff: (() => void) | null = null;

  constructor(world: World<YouthLink>, snapshot: () => Kept | null) {
    this.#world = world;
    this.#snapshot = snapshot;
  }

  /** Whether words lead, or are soon to lead, to this chat. */
  get on(): boolean {
    return this.#keys !== null;
  }

  /** Tells when the server has it; words that were chosen before lead nowhere from then on. */
  choose(keys: ReturnKeys): Promise<Verdict> {
    this.#take(keys);
    return new Promise((settled) => {
      this.#settled = settled;
      this.#soon(0);
    });
  }

  /** The words that led here go on to lead here. */
  goOn(keys: ReturnKeys): void {
    this.#take(keys);
    this.#soon(0);
  }

  /** The words lead nowhere from now on; while the server has not heard it, they still do. */
  async drop(): Promise<Verdict> {
    const keys = this.#keys;
    this.#take(null);
    const answer = await this.#world.link.ask("drop_return", {});
    if (!answer.ok && isPassing(answer.code) && this.#keys === null) this.#take(keys);
    return answer;
  }

  /** Something may have changed. */
  changed(): void {
    this.#soon(this.#at + EVERY_MS - this.#world.now());
  }

  /** The server knows us, but perhaps not our words any more. */
  resume(): void {
    this.#open = true;
    this.#sent = null;
    this.changed();
  }

  pause(): void {
    this.#open = false;
    this.#callOff?.();
    this.#callOff = null;
  }

  wipe(): void {
    this.pause();
    this.#take(null);
  }

  #take(keys: ReturnKeys | null): void {
    this.#settle(NOT_NOW);
    this.#keys = keys;
    this.#sent = null;
  }

  #settle(verdict: Verdict): void {
    this.#settled?.(verdict);
    this.#settled = null;
  }

  #soon(ms: number): void {
    if (!this.#open || this.#busy || this.#keys === null) return;
    this.#callOff ??= this.#world.later(Math.max(0, ms), () => {
      this.#callOff = null;
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    const keys = this.#keys;
    const kept = this.#snapshot();
    const text = kept && writeKept(kept);
    if (!keys || text === null || text === this.#sent) return;
    this.#busy = true;
    const answer = await this.#send(keys, text);
    this.#busy = false;
    if (keys === this.#keys) this.#heard(answer, text);
    else this.changed();
  }

  async #send(keys: ReturnKeys, text: string): Promise<Verdict> {
    this.#at = this.#world.now();
    const blob = await sealKept(keys, text, this.#world.random(NONCE_BYTES));
    // Taken back while it was sealed: it must not come behind that.
    if (keys !== this.#keys) return NOT_NOW;
    return this.#world.link.ask("set_return", { token: keys.token, blob });
  }

  #heard(answer: Verdict, text: string): void {
    if (answer.ok) {
      this.#sent = text;
      this.#settle(answer);
      this.changed();
    } else if (isPassing(answer.code)) {
      this.#soon(Math.max(EVERY_MS, (answer.wait_s ?? 0) * 1_000));
    } else {
      this.#refused(answer);
    }
  }

  /** Words that never led here lead nowhere; for others an older blob is there still. */
  #refused(answer: Verdict): void {
    if (!this.#settled) return;
    this.#settle(answer);
    this.#take(null);
  }
}
