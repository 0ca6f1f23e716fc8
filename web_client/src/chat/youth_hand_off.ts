// The hand-off on the youth's page, which alone says yes, and no more.
import { type Answering, type HandOff, readAct, writeAct } from "./hand_off.ts";
import { HandOffs } from "./hand_offs.ts";
import type { World } from "./link.ts";

const YOUTH = "youth";

/** What a youth can say; the words are those that may be told. */
export type YouthAnswer =
  | { act: "agree"; words: string }
  | { act: "refuse" | "withdraw" | "connected" };

export class YouthHandOff {
  readonly #handOffs: HandOffs;
  readonly #send: (text: string) => void;
  readonly #changed: () => void;
  #present: ReadonlySet<string> = new Set();

  constructor(
    around: Pick<World<unknown>, "now" | "later">,
    send: (text: string) => void,
    changed: () => void,
  ) {
    this.#send = send;
    this.#changed = changed;
    this.#handOffs = new HandOffs(around, (id) => {
      send(writeAct({ act: "expired", id }));
      changed();
    });
  }

  get now(): HandOff | null {
    return this.#handOffs.now;
  }

  /**
   * Takes what somebody who can write has sealed; tells whether this page can make sense of it.
   * `from`: the seat with the key it has; null: it was for an earlier page of the same youth. What
   * was asked or agreed there ends here: somebody may have come between.
   */
  heard(text: string, from: string | null): boolean {
    const act = readAct(text);
    if (!act) return false;
    if (from !== null) this.#handOffs.take(act, from);
    else if (act.act === "propose") this.#send(writeAct({ act: "left", id: act.id }));
    this.#mind();
    return true;
  }

  /** Who can read now: a yes ends with the page that asked for it. */
  meet(present: ReadonlySet<string>): void {
    this.#present = present;
    this.#mind();
  }

  answer(answer: YouthAnswer): void {
    const { now } = this;
    if (now) this.#say({ ...answer, id: now.id });
  }

  wipe(): void {
    this.#handOffs.wipe();
  }

  #mind(): void {
    const { now } = this;
    if (now && !this.#present.has(now.by)) this.#say({ act: "left", id: now.id });
  }

  #say(act: Answering): void {
    if (!this.#handOffs.take(act, YOUTH)) return;
    this.#send(writeAct(act));
    this.#changed();
  }
}
