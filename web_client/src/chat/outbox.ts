// Sends one message after the other, each until the server has it, and keeps it until it is shown.
import type { Accepted, Refused } from "../wire/types.ts";
import { type Bytes, toBase64 } from "./bytes.ts";
import type { Answer } from "./link.ts";
import { type Content, isLasting, type Lasting, NONCE_BYTES } from "./sealing.ts";

export interface Envelope {
  cid: string;
  n: number;
  epoch: number;
  body: string;
}

/** What no other page has shown yet: sealed, or still to be sealed. */
export interface KeptMail {
  sealed: readonly Envelope[];
  open: readonly Lasting[];
}

/** What the outbox needs of its chat. */
export interface Post {
  random: (bytes: number) => Bytes;
  later: (ms: number, then: () => void) => () => void;
  /** The epoch to write in now; null: there is no key. */
  epoch: () => number | null;
  seal: (stamp: Omit<Envelope, "body">, content: Content, nonce: Bytes) => Promise<string | null>;
  send: (envelope: Envelope) => Promise<Answer<Accepted>>;
  accepted: (cid: string, seq: number) => void;
  shown: (cid: string) => void;
  refused: (cid: string, code: string) => void;
}

interface Item {
  cid: string;
  content: Content;
  /** What belongs to one epoch is dropped when that is over. */
  only: number | null;
  envelope: Envelope | null;
  tries: number;
  /** It stands on the other page. */
  shown: boolean;
  /** Its number is known: it has its place among the others. */
  placed: boolean;
  /** The round in which the server took it last. */
  taken: number;
}

const NEVER = 0;
const BY_AN_EARLIER_PAGE = -1;
const UNSENT = { tries: 0, shown: false, placed: false } as const;
const CID_BYTES = 16;
const PAUSE_MS = 1_000;
const PATIENT_MS = 5_000;

export class Outbox {
  readonly #post: Post;
  readonly #items: Item[] = [];
  readonly #counts = new Map<number, number>();
  readonly #written = new Set<string>();
  /** In each round everything that is not shown goes out once more, the oldest first. */
  #round = 1;
  /** The round in which the log was last begun anew. */
  #anew = 1;
  #open = false;
  #busy = false;
  #kicked = false;
  #callOff: (() => void) | null = null;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Gives the id under which the message will be known. */
  add(content: Content, only: number | null = null): string {
    const cid = toBase64(this.#post.random(CID_BYTES));
    this.#items.push({ cid, content, only, envelope: null, taken: NEVER, ...UNSENT });
    this.#written.add(cid);
    this.kick();
    return cid;
  }

  /** Takes up what an earlier page of the same person sealed. */
  adopt(content: Content, envelope: Envelope, inLog: boolean): void {
    const taken = inLog ? BY_AN_EARLIER_PAGE : NEVER;
    this.#items.push({ cid: envelope.cid, content, only: null, envelope, taken, ...UNSENT });
    this.#written.add(envelope.cid);
    this.kick();
  }

  /** There may be something to do, a key perhaps; a pause the server asked for is kept. */
  kick(): void {
    if (!this.#callOff) void this.#work();
  }

  /** The server knows us: send what waits. */
  resume(): void {
    this.#open = true;
    this.#round += 1;
    this.#endPause();
    void this.#work();
  }

  pause(): void {
    this.#open = false;
  }

  /** The server may have lost what it took: send again what no page has shown. */
  again(): void {
    this.#round += 1;
    this.#anew = this.#round;
    this.kick();
  }

  /** These stand on the other page, and need not be kept. */
  shown(cids: readonly string[]): void {
    for (const cid of cids) {
      const item = this.#items.find((kept) => kept.cid === cid);
      if (!item) continue;
      item.shown = true;
      this.#post.shown(cid);
      this.#settle(item);
    }
  }

  /** What another page would have to take up; a check belongs to this one, and so does a yes. */
  get kept(): KeptMail {
    const lasting = this.#items.filter(({ content }) => isLasting(content));
    return {
      sealed: lasting.flatMap(({ envelope }) => envelope ?? []),
      open: lasting.flatMap(({ envelope, content }) =>
        envelope || !isLasting(content) ? [] : content,
      ),
    };
  }

  /** How many messages were numbered, by epoch. */
  get counts(): [epoch: number, n: number][] {
    return [...this.#counts];
  }

  /** Whether this page wrote it. */
  wrote(cid: string): boolean {
    return this.#written.has(cid);
  }

  wipe(): void {
    this.#open = false;
    this.#endPause();
    this.#items.length = 0;
    this.#written.clear();
  }

  async #work(): Promise<void> {
    this.#kicked = true;
    if (this.#busy) return;
    this.#busy = true;
    let pause: number | null = 0;
    while (pause === 0 || (pause === null && this.#kicked)) {
      this.#kicked = false;
      pause = await this.#next();
    }
    this.#busy = false;
    if (pause !== null) this.#pause(pause);
  }

  #pause(ms: number): void {
    this.#callOff = this.#post.later(ms, () => {
      this.#callOff = null;
      void this.#work();
    });
  }

  #endPause(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  get #due(): Item | undefined {
    return this.#items.find(({ taken }) => taken !== this.#round);
  }

  /** Gives how long to hold back before the next, or null when there is nothing to do. */
  async #next(): Promise<number | null> {
    const item = this.#due;
    if (!this.#open || !item) return null;
    const envelope = item.envelope ?? (await this.#seal(item));
    if (!envelope) return this.#stuck(item);
    // The net may have gone and come while it was sealed, or older ones may be due again.
    if (!this.#open) return null;
    if (this.#due !== item) return 0;
    const round = this.#round;
    item.tries += 1;
    const answer = await this.#post.send(envelope);
    if (answer.ok) this.#took(item, answer, round);
    else if (this.#items.includes(item)) return this.#failed(item, answer, round);
    return 0;
  }

  #took(item: Item, { seq, shown }: Accepted, round: number): void {
    item.taken = round;
    item.tries = 0;
    // A number of a log that is no more says nothing; it is asked for again.
    if (round >= this.#anew) {
      item.placed = true;
      this.#post.accepted(item.cid, seq);
    }
    if (shown) this.shown([item.cid]);
    else this.#settle(item);
  }

  /** Kept no longer than until its place is known and the other page shows it. */
  #settle(item: Item): void {
    if (item.placed && item.shown) this.#drop(item);
  }

  /** Sealed once: a retry sends the very same envelope. */
  async #seal(item: Item): Promise<Envelope | null> {
    const epoch = this.#post.epoch();
    if (epoch === null || (item.only !== null && item.only !== epoch)) return null;
    const n = (this.#counts.get(epoch) ?? 0) + 1;
    const stamp = { cid: item.cid, n, epoch };
    const body = await this.#post.seal(stamp, item.content, this.#post.random(NONCE_BYTES));
    if (body === null || !this.#items.includes(item)) return null;
    this.#counts.set(epoch, n);
    item.envelope = { ...stamp, body };
    return item.envelope;
  }

  #stuck(item: Item): number | null {
    const over = item.only !== null && item.only !== this.#post.epoch();
    if (!over) return this.#items.includes(item) ? null : 0;
    this.#drop(item);
    return 0;
  }

  #failed(item: Item, { code, wait_s }: Refused, round: number): number {
    if (code === "too_fast") return Math.max((wait_s ?? 0) * 1_000, PAUSE_MS);
    if (code === "try_again") return Math.min(item.tries * PAUSE_MS, PATIENT_MS);
    // Taken before, refused now: it may stand in the log, so it is kept and not called refused.
    if (item.taken !== NEVER) {
      item.taken = round;
      return 0;
    }
    this.#drop(item);
    // Refused at the first try: it was never taken, so its number is still to be given.
    if (item.tries === 1 && item.envelope)
      this.#counts.set(item.envelope.epoch, item.envelope.n - 1);
    this.#post.refused(item.cid, code);
    return 0;
  }

  #drop(item: Item): void {
    const at = this.#items.indexOf(item);
    if (at >= 0) this.#items.splice(at, 1);
  }
}
