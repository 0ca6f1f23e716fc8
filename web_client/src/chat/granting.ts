// Brings each grant to the server, and again until it is there.
import type { Epochs, GrantFrame, Seat } from "./epochs.ts";
import { isPassing, type Verdict, type World } from "./link.ts";

const RETRY_MS = 1_000;

export class Granting {
  readonly #epochs: Epochs;
  readonly #later: World<unknown>["later"];
  readonly #send: (frame: GrantFrame) => Promise<Verdict>;
  readonly #due = new Set<Seat>();
  #open = false;
  #busy = false;
  #callOff: (() => void) | null = null;

  constructor(
    epochs: Epochs,
    later: World<unknown>["later"],
    send: (frame: GrantFrame) => Promise<Verdict>,
  ) {
    this.#epochs = epochs;
    this.#later = later;
    this.#send = send;
  }

  grant(seats: Iterable<Seat>): void {
    for (const seat of seats) this.#due.add(seat);
    void this.#work();
  }

  resume(): void {
    this.#open = true;
    void this.#work();
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

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#open && this.#due.size > 0) {
      for (const seat of [...this.#due]) await this.#grantOne(seat);
      if (this.#callOff) break;
    }
    this.#busy = false;
  }

  async #grantOne(seat: Seat): Promise<void> {
    // Taken off first: what comes due while it is sealed is not in this frame.
    this.#due.delete(seat);
    const frame = await this.#epochs.seal(seat);
    if (!frame) return;
    if (!this.#open) return void this.#due.add(seat);
    const answer = await this.#send(frame);
    // Any other refusal means that the seat has changed, and the next view says how.
    if (answer.ok || !isPassing(answer.code)) return;
    this.#due.add(seat);
    this.#pauseFor(answer.wait_s ? answer.wait_s * 1_000 : RETRY_MS);
  }

  #pauseFor(ms: number): void {
    if (!this.#open) return;
    this.#callOff ??= this.#later(ms, () => {
      this.#callOff = null;
      void this.#work();
    });
  }
}
