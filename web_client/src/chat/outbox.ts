// Sends one message after the other, and each until the server has it.
import { type Bytes, toBase64 } from "./bytes.ts";
import type { Answer } from "./link.ts";
import { type Content, NONCE_BYTES } from "./sealing.ts";

export interface Envelope {
  cid: string;
  n: number;
  epoch: number;
  body: string;
}

/** What the outbox needs of its chat. */
export interface Post {
  random: (bytes: number) => Bytes;
  later: (ms: number, then: () => void) => () => void;
  /** The epoch to write in now; null: there is no key. */
  epoch: () => number | null;
  seal: (stamp: Omit<Envelope, "body">, content: Content, nonce: Bytes) => Promise<string | null>;
  send: (envelope: Envelope) => Promise<Answer<{ seq: number }>>;
  accepted: (cid: string, seq: number) => void;
  refused: (cid: string, code: string) => void;
}

interface Item {
  cid: string;
  content: Content;
  /** What belongs to one epoch is dropped when that is over. */
  only: number | null;
  envelope: Envelope | null;
  tries: number;
}

const CID_BYTES = 16;
const PAUSE_MS = 1_000;
const PATIENT_MS = 5_000;

export class Outbox {
  readonly #post: Post;
  readonly #items: Item[] = [];
  readonly #counts = new Map<number, number>();
  #open = false;
  #busy = false;
  #callOff: (() => void) | null = null;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Gives the id under which the message will be known. */
  add(content: Content, only: number | null = null): string {
    const cid = toBase64(this.#post.random(CID_BYTES));
    this.#items.push({ cid, content, only, envelope: null, tries: 0 });
    this.kick();
    return cid;
  }

  /** There may be something to do, a key perhaps; a pause the server asked for is kept. */
  kick(): void {
    if (!this.#callOff) void this.#work();
  }

  /** The server knows us: send what waits. */
  resume(): void {
    this.#open = true;
    this.#endPause();
    void this.#work();
  }

  pause(): void {
    this.#open = false;
  }

  /** The log shows it: the server has it, though its ack was lost. */
  seen(cid: string, seq: number): void {
    const at = this.#items.findIndex((item) => item.cid === cid);
    if (at < 0) return;
    this.#items.splice(at, 1);
    this.#post.accepted(cid, seq);
  }

  wipe(): void {
    this.#open = false;
    this.#endPause();
    this.#items.length = 0;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let pause: number | null = 0;
    while (pause === 0) pause = await this.#next();
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

  /** Gives how long to hold back before the next, or null when there is nothing to do. */
  async #next(): Promise<number | null> {
    const item = this.#items[0];
    if (!this.#open || !item) return null;
    const envelope = item.envelope ?? (await this.#seal(item));
    if (!envelope) return this.#stuck(item);
    // The net may have gone and come while it was sealed; the server may not know us yet.
    if (!this.#open) return null;
    item.tries += 1;
    const answer = await this.#post.send(envelope);
    if (this.#items[0] !== item) return 0;
    if (answer.ok) this.seen(item.cid, answer.seq);
    else return this.#failed(item, answer.code, answer.wait_s ?? 0);
    return 0;
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

  #failed(item: Item, code: string, wait: number): number | null {
    if (code === "too_fast") return Math.max(wait * 1_000, PAUSE_MS);
    if (code === "try_again") return Math.min(item.tries * PAUSE_MS, PATIENT_MS);
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
