// One chat as a page keeps it: what goes out, what comes in, in which order it stands.
import type { CaughtUp, Said } from "../wire/types.ts";
import { Inbox, type Letter } from "./inbox.ts";
import { Keyring } from "./keyring.ts";
import type { Answer, World } from "./link.ts";
import { Order } from "./order.ts";
import { type Envelope, Outbox } from "./outbox.ts";
import { type Content, TEXT_POINTS } from "./sealing.ts";
import { Transcript } from "./transcript.ts";
import type { Message, SayResult } from "./youth_state.ts";

/** What differs between the two sides of a chat. */
export interface Side<M extends Message> {
  sender: string;
  /** The epoch to write in now; null: there is no key. */
  epoch: () => number | null;
  /** How the page shows a message of its own. */
  mine: (message: Message) => M;
  send: (envelope: Envelope) => Promise<Answer<{ seq: number }>>;
  catchUp: (after: number) => Promise<Answer<CaughtUp>>;
  /** Called in the order of the log. */
  read: (letter: Letter) => void | Promise<void>;
  locked: (said: Said) => void;
  /** The server refused a message for good. */
  refused: (code: string) => void;
  changed: () => void;
}

const HOLE_MS = 300;
const RETRY_MS = 1_000;

type Around = Pick<World<unknown>, "random" | "now" | "later">;

export class Thread<M extends Message> {
  readonly keyring: Keyring;
  readonly transcript = new Transcript<M>();
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #order = new Order();
  readonly #side: Side<M>;
  readonly #around: Around;
  readonly #gaps = new Set<string>();
  #reading: Promise<void> = Promise.resolve();
  #open = false;
  #over = false;
  #asking = false;
  /** The server has more than it gave. */
  #behind = false;
  #callOff: (() => void) | null = null;

  constructor(chat: string, around: Around, side: Side<M>) {
    this.keyring = new Keyring(chat);
    this.#inbox = new Inbox(this.keyring);
    this.#side = side;
    this.#around = around;
    this.#outbox = new Outbox({
      random: around.random,
      later: around.later,
      epoch: side.epoch,
      seal: (stamp, content, nonce) =>
        this.keyring.seal({ ...stamp, sender: side.sender }, content, nonce),
      send: side.send,
      accepted: (cid, seq) => this.#accepted(cid, seq),
      refused: (cid, code) => this.#refused(cid, code),
    });
  }

  /** The number in the log up to which all is here. */
  get last(): number {
    return this.#order.last;
  }

  say(text: string): SayResult {
    if (text.trim() === "") return "empty";
    if ([...text].length > TEXT_POINTS) return "too_long";
    if (this.#over || this.#side.epoch() === null) return "no_key";
    const key = this.#outbox.add({ kind: "text", text });
    const at = this.#around.now();
    const message: Message = { key, mine: true, from: "", text, status: "sending", at };
    this.transcript.add(this.#side.mine(message));
    this.#side.changed();
    return "said";
  }

  /** Sends what is not shown. `only`: drop it when this epoch is over. */
  send(content: Content, only: number | null = null): void {
    this.#outbox.add(content, only);
  }

  /** A key came. */
  unlocked(held: readonly Said[]): void {
    this.#outbox.kick();
    this.#read(held);
  }

  said(said: Said): void {
    if (said.chat !== this.keyring.chat) return;
    this.#read(this.#order.take(said));
    this.#mindHole();
  }

  /** The server knows us again: send what waits, and take what was missed. */
  resume(missed: readonly Said[], more: boolean): void {
    this.#open = true;
    this.#fill(missed, more);
    this.#outbox.resume();
  }

  pause(): void {
    this.#open = false;
    this.#outbox.pause();
  }

  /** Forgets everything before it returns. */
  wipe(): void {
    this.#over = true;
    this.pause();
    this.#callOff?.();
    this.#outbox.wipe();
    this.#order.clear();
    this.#inbox.clear();
    this.transcript.clear();
    this.keyring.wipe();
  }

  #read(next: readonly Said[]): void {
    for (const said of next) this.#reading = this.#reading.then(() => this.#readOne(said));
  }

  async #readOne(said: Said): Promise<void> {
    if (this.#over || this.#isOurs(said)) return;
    const opened = await this.#inbox.open(said);
    if (this.#over || opened === "repeated") return;
    if (opened === "locked") this.#side.locked(said);
    else await this.#side.read(this.#withGap(opened));
    if (!this.#over) this.#side.changed();
  }

  /** A gap before what is not shown is shown before what comes next of the same sender. */
  #withGap(letter: Letter): Letter {
    const { sender } = letter.said;
    const gap = this.#gaps.delete(sender) || letter.gap;
    const hidden = letter.content !== null && letter.content.kind !== "text";
    if (gap && hidden) this.#gaps.add(sender);
    return { ...letter, gap };
  }

  #isOurs(said: Said): boolean {
    if (said.sender !== this.#side.sender) return false;
    this.#outbox.seen(said.cid, said.seq);
    return this.transcript.has(said.cid);
  }

  #accepted(cid: string, seq: number): void {
    if (this.#over) return;
    this.transcript.accepted(cid, seq);
    this.#read(this.#order.own(seq, cid));
    this.#mindHole();
    this.#side.changed();
  }

  #refused(cid: string, code: string): void {
    if (this.#over) return;
    this.transcript.refused(cid);
    this.#side.refused(code);
    this.#side.changed();
  }

  #fill(missed: readonly Said[], more: boolean): void {
    this.#read(this.#order.fill(missed));
    this.#behind = more;
    if (more) void this.#catchUp();
    else this.#mindHole();
  }

  /** What is missing is mostly on its way; what is not there soon is asked for. */
  #mindHole(): void {
    if (this.#order.hole) this.#catchUpIn(HOLE_MS);
  }

  #catchUpIn(ms: number): void {
    this.#callOff ??= this.#around.later(ms, () => {
      this.#callOff = null;
      if (this.#order.hole || this.#behind) void this.#catchUp();
    });
  }

  async #catchUp(): Promise<void> {
    if (!this.#open || this.#asking) return;
    this.#asking = true;
    const answer = await this.#side.catchUp(this.#order.last);
    this.#asking = false;
    if (this.#over) return;
    if (answer.ok) this.#fill(answer.missed, answer.more);
    else if (this.#open) this.#catchUpIn(RETRY_MS);
  }
}
