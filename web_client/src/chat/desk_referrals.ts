// What a desk gives a youth of other help: cards, a hand-off, and what is counted of both. Whom they
// were for is not counted, and what is counted says nothing of the chat.
import type { Need, Referral } from "../wire/types.ts";
import { type Asking, type HandOff, isOpen, type Phase, readAct, writeAct } from "./hand_off.ts";
import { HandOffs } from "./hand_offs.ts";
import type { World } from "./link.ts";

const COUNTED: Readonly<Record<Phase, Referral["outcome"] | null>> = {
  proposed: "unknown",
  agreed: "unknown",
  refused: "refused",
  withdrawn: "withdrawn",
  connected: "connected",
  expired: "expired",
  lapsed: "expired",
  taken_back: null,
  left: "unknown",
};

export class DeskReferrals {
  readonly #handOffs: HandOffs;
  readonly #send: (text: string) => void;
  readonly #changed: () => void;
  readonly #counted: Referral[] = [];
  #need: Need | null = null;

  constructor(
    around: Pick<World<unknown>, "now" | "later">,
    send: (text: string) => void,
    changed: () => void,
  ) {
    this.#send = send;
    this.#changed = changed;
    this.#handOffs = new HandOffs(around, changed);
  }

  get now(): HandOff | null {
    return this.#handOffs.now;
  }

  /** What there is to count, as it stands. */
  get counts(): readonly Referral[] {
    const last = this.#last;
    return last ? [...this.#counted, last] : [...this.#counted];
  }

  gave(need: Need): void {
    this.#counted.push({ need, outcome: "card" });
  }

  /** Asks the youth; tells whether it could be asked now. */
  propose(proposal: Asking & { act: "propose" }, need: Need, seat: string): boolean {
    if (isOpen(this.now)) return false;
    const last = this.#last;
    if (last) this.#counted.push(last);
    this.#need = need;
    this.#say(proposal, seat);
    return true;
  }

  /** Goes on with what this page asked; what is not open for it changes nothing. */
  goOn(act: Asking): void {
    const { now } = this;
    if (now) this.#say(act, now.by);
  }

  /** Takes what the youth answered, or what an earlier page of this seat had asked. */
  heard(text: string, from: string): boolean {
    const act = readAct(text);
    if (act) this.#handOffs.take(act, from);
    return act !== null;
  }

  wipe(): void {
    this.#counted.length = 0;
    this.#need = null;
    this.#handOffs.wipe();
  }

  get #last(): Referral | null {
    const outcome = this.now && COUNTED[this.now.phase];
    return this.#need && outcome ? { need: this.#need, outcome } : null;
  }

  #say(act: Asking, seat: string): void {
    if (!this.#handOffs.take(act, seat)) return;
    this.#send(writeAct(act));
    this.#changed();
  }
}
