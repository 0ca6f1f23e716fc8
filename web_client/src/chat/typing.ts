// "Is writing", told seldom, so that no one can count the keys.
import type { World } from "./link.ts";

const EVERY_MS = 4_000;
const FADES_MS = 10_000;

type Clock = Pick<World<unknown>, "now" | "later">;

/** Tells that somebody here is writing: at most once every 4 seconds. */
export class TypingOut {
  readonly #clock: Clock;
  readonly #send: (on: boolean) => void;
  #told = false;
  #wanted = false;
  #at = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;

  constructor(clock: Clock, send: (on: boolean) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  set(on: boolean): void {
    this.#wanted = on;
    if (this.#callOff || (!on && !this.#told)) return;
    const wait = this.#at + EVERY_MS - this.#clock.now();
    if (wait <= 0) this.#tell();
    else if (on !== this.#told) this.#callOff = this.#clock.later(wait, () => this.#tell());
  }

  /** A message went out: the other page takes that for the end of the writing. */
  said(): void {
    this.stop();
    this.#told = false;
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#wanted = false;
  }

  #tell(): void {
    this.#callOff = null;
    if (!this.#wanted && !this.#told) return;
    this.#told = this.#wanted;
    this.#at = this.#clock.now();
    this.#send(this.#wanted);
  }
}

/** Shows that somebody there is writing, and stops by itself when nothing more is heard. */
export class TypingIn {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #who: string | null = null;
  #callOff: (() => void) | null = null;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get who(): string | null {
    return this.#who;
  }

  set(who: string | null): void {
    this.#callOff?.();
    this.#callOff = who === null ? null : this.#clock.later(FADES_MS, () => this.set(null));
    if (who === this.#who) return;
    this.#who = who;
    this.#changed();
  }
}
