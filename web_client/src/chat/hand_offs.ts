// The hand-off of one chat as a page keeps it, with its time counted here.
import { type Act, after, type HandOff } from "./hand_off.ts";
import type { World } from "./link.ts";

const YOUTH = "youth";

export class HandOffs {
  readonly #around: Pick<World<unknown>, "now" | "later">;
  readonly #expired: (id: string) => void;
  #now: HandOff | null = null;
  #callOff: (() => void) | null = null;

  /** `expired`: its time has run out here. */
  constructor(around: Pick<World<unknown>, "now" | "later">, expired: (id: string) => void) {
    this.#around = around;
    this.#expired = expired;
  }

  get now(): HandOff | null {
    return this.#now;
  }

  /** Takes what somebody did; tells whether it changed anything. */
  take(act: Act, from: string): boolean {
    // A page that slept may be late: time goes first.
    if (this.#now && this.#now.until <= this.#around.now()) this.#expire();
    const before = this.#now;
    this.#now = after(before, act, from, this.#around.now());
    if (this.#now === before) return false;
    if (act.act === "propose") this.#wait();
    return true;
  }

  wipe(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#now = null;
  }

  #wait(): void {
    this.#callOff?.();
    const ms = (this.#now?.until ?? 0) - this.#around.now();
    this.#callOff = this.#around.later(ms, () => this.#expire());
  }

  #expire(): void {
    this.#callOff?.();
    this.#callOff = null;
    const before = this.#now;
    if (!before) return;
    this.#now = after(before, { act: "expired", id: before.id }, YOUTH, this.#around.now());
    if (this.#now !== before) this.#expired(before.id);
  }
}
