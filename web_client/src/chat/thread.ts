// One chat as a page keeps it: what goes out, what comes in, in which order it stands.
import type { Accepted, CaughtUp, Said } from "../wire/types.ts";
import { Earlier } from "./earlier.ts";
import { Inbox, type Letter } from "./inbox.ts";
import { Keyring } from "./keyring.ts";
import type { Answer, Verdict, World } from "./link.ts";
import { Order, type Placed } from "./order.ts";
import { type Envelope, type KeptMail, Outbox } from "./outbox.ts";
import { type Cids, Receipts } from "./receipts.ts";
import { type Content, TEXT_POINTS } from "./sealing.ts";
import { shownAs } from "./showing.ts";
import { Transcript } from "./transcript.ts";
import type { Message, SayResult } from "./youth_state.ts";

export type PlacedLetter = Letter & Placed;

/** What differs between the two sides of a chat. */
export interface Side<M extends Message> {
  sender: string;
  /** The epoch to write in now; null: there is no key. */
  epoch: () => number | null;
  /** How the page shows a message of its own. */
  mine: (message: Message) => M;
  send: (envelope: Envelope) => Promise<Answer<Accepted>>;
  /** Whether this page tells a sender that their messages stand here. */
  confirms: (sender: string) => boolean;
  confirm: (cids: Cids) => Promise<Verdict>;
  catchUp: (after: number) => Promise<Answer<CaughtUp>>;
  /** Called in the order of the log. */
  read: (letter: PlacedLetter) => void | Promise<void>;
  locked: (placed: Placed) => void;
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
  readonly earlier: Earlier<M>;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #receipts: Receipts;
  readonly #order = new Order();
  readonly #side: Side<M>;
  readonly #around: Around;
  /** Messages after which the whole log was asked for once already. */
  readonly #doubted = new Set<string>();
  #reading: Promise<void> = Promise.resolve();
  #open = false;
  #over = false;
  #asking = false;
  /** The server has more than it gave. */
  #behind = false;
  /** Something a sender counted did not come: what is here is not to be relied on. */
  #doubt = false;
  #era: string | null = null;
  /** The number of the last message, as far as the server has said. */
  #head = 0;
  #callOff: (() => void) | null = null;

  constructor(chat: string, around: Around, side: Side<M>) {
    this.keyring = new Keyring(chat);
    this.#inbox = new Inbox(this.keyring);
    this.#side = side;
    this.#around = around;
    this.#receipts = new Receipts(around.later, side.confirm);
    this.#outbox = new Outbox({
      random: around.random,
      later: around.later,
      epoch: side.epoch,
      seal: (stamp, content, nonce) =>
        this.keyring.seal({ ...stamp, sender: side.sender }, content, nonce),
      send: side.send,
      accepted: (cid, seq) => this.#accepted(cid, seq),
      shown: (cid) => this.#shown(cid),
      refused: (cid, code) => this.#refused(cid, code),
    });
    const { sender, mine } = side;
    const { keyring, transcript } = this;
    const now = around.now;
    this.earlier = new Earlier({ sender, keyring, outbox: this.#outbox, transcript, mine, now });
  }

  /** The number in the log up to which all is here. */
  get last(): number {
    return this.#order.last;
  }

  /** The life of the store in which the numbers were counted. */
  get era(): string | null {
    return this.#era;
  }

  /** Takes what a view says of the log; tells whether the store has begun another life. */
  see(era: string, last: number): boolean {
    const anew = this.#era !== null && this.#era !== era;
    this.#era = era;
    this.#head = last;
    if (anew) {
      this.#fromStart(this.#order.begin());
      this.#outbox.again();
    }
    this.#mindMissing(HOLE_MS);
    return anew;
  }

  say(text: string): SayResult {
    if (text.trim() === "") return "empty";
    if ([...text].length > TEXT_POINTS) return "too_long";
    return this.show({ kind: "text", text });
  }

  /** Sends what then stands on both pages: words, or a card. */
  show(content: Content): SayResult {
    const shown = shownAs(content);
    if (!shown || this.#over || this.#side.epoch() === null) return "no_key";
    const key = this.#outbox.add(content);
    const mine = { mine: true, from: "", status: "sending", at: this.#around.now() } as const;
    this.transcript.write(this.#side.mine({ key, ...mine, ...shown }), this.#side.sender);
    this.#side.changed();
    return "said";
  }

  /** Sends what is not shown. `only`: drop it when this epoch is over. */
  send(content: Content, only: number | null = null): void {
    this.#outbox.add(content, only);
  }

  /** What this page would leave to another one of the same person. */
  get left(): Pick<Outbox, "kept" | "counts"> {
    return this.#outbox;
  }

  /** Takes up what an earlier page left, before anything is read. */
  takeUp(mail: KeptMail): void {
    this.#reading = this.#reading.then(() => this.earlier.takeUp(mail));
  }

  /** A key came. */
  unlocked(held: readonly Placed[]): void {
    this.#outbox.kick();
    this.#read(held);
  }

  said(said: Said): void {
    if (said.chat !== this.keyring.chat) return;
    this.#read(this.#order.take(said));
    this.#mindMissing(HOLE_MS);
  }

  /** These of our messages stand on the other page. */
  shown(cids: readonly string[]): void {
    this.#outbox.shown(cids);
  }

  /** The server knows us again: send what waits, and take what was missed. */
  resume(missed: readonly Said[], more: boolean): void {
    this.#open = true;
    this.#fill(missed, more);
    this.#outbox.resume();
    this.#receipts.resume();
  }

  pause(): void {
    this.#open = false;
    this.#outbox.pause();
    this.#receipts.pause();
  }

  /** Forgets everything before it returns. */
  wipe(): void {
    this.#over = true;
    this.pause();
    this.#callOff?.();
    this.#outbox.wipe();
    this.#receipts.wipe();
    this.#order.begin();
    this.#inbox.clear();
    this.transcript.clear();
    this.keyring.wipe();
  }

  #read(next: readonly Placed[]): void {
    for (const placed of next) this.#reading = this.#reading.then(() => this.#readOne(placed));
  }

  async #readOne(placed: Placed): Promise<void> {
    const { said } = placed;
    if (this.#over || this.#isOurs(placed)) return;
    const opened = await this.#inbox.open(said);
    if (this.#over) return;
    if (opened === "locked") this.#side.locked(placed);
    else if (opened !== "repeated") await this.#take({ ...placed, ...opened });
    if (this.#over) return;
    // What was forged is confirmed too, and what came again: else it would come for ever.
    if (opened !== "locked" && this.#side.confirms(said.sender)) this.#receipts.add(said.cid);
    this.#side.changed();
  }

  async #take(letter: PlacedLetter): Promise<void> {
    if (letter.gap) this.#mistrust(letter.said);
    await this.#side.read(letter);
    this.transcript.mend((count) => this.#inbox.gap(count));
  }

  #isOurs({ said, place }: Placed): boolean {
    if (said.sender !== this.#side.sender || !this.#outbox.wrote(said.cid)) return false;
    this.transcript.accepted(said.cid, place);
    this.#side.changed();
    return true;
  }

  #accepted(cid: string, seq: number): void {
    if (this.#over) return;
    this.#read(this.#order.own(seq, cid));
    this.transcript.accepted(cid, this.#order.place(seq));
    this.#mindMissing(HOLE_MS);
    this.#side.changed();
  }

  #shown(cid: string): void {
    this.transcript.shown(cid);
    this.#side.changed();
  }

  #refused(cid: string, code: string): void {
    if (this.#over) return;
    this.transcript.refused(cid);
    this.#side.refused(code);
    this.#side.changed();
  }

  /** Asks for the whole log, once for each jump of a sender's count. */
  #mistrust({ sender, epoch, n }: Said): void {
    const jump = [sender, epoch, n].join(" ");
    if (this.#doubted.has(jump)) return;
    this.#doubted.add(jump);
    this.#doubt = true;
    this.#catchUpIn(HOLE_MS);
  }

  /** All of the log is asked for, and doubles fall out. */
  #fromStart(held: readonly Placed[]): void {
    this.#doubt = false;
    this.#read(held);
    this.#behind = true;
    void this.#catchUp();
  }

  #fill(missed: readonly Said[], more: boolean): void {
    this.#read(this.#order.fill(missed));
    this.#behind = more;
    if (more) void this.#catchUp();
    else this.#mindMissing(missed.length > 0 ? HOLE_MS : RETRY_MS);
  }

  get #missing(): boolean {
    const { hole, last } = this.#order;
    return this.#doubt || hole || this.#behind || this.#head > last;
  }

  /** What is missing is mostly on its way; what is not there soon is asked for. */
  #mindMissing(ms: number): void {
    if (this.#missing) this.#catchUpIn(ms);
  }

  #catchUpIn(ms: number): void {
    this.#callOff ??= this.#around.later(ms, () => {
      this.#callOff = null;
      if (this.#doubt && this.#open) this.#fromStart(this.#order.recount());
      else if (this.#missing) void this.#catchUp();
    });
  }

  async #catchUp(): Promise<void> {
    if (!this.#open || this.#asking) return;
    this.#asking = true;
    const { turn, last } = this.#order;
    const head = this.#head;
    const answer = await this.#side.catchUp(last);
    this.#asking = false;
    if (this.#over) return;
    // The answer is to another count.
    if (turn !== this.#order.turn) return void this.#catchUp();
    if (answer.ok) this.#caughtUp(answer, head);
    else if (this.#open) this.#catchUpIn(RETRY_MS);
  }

  #caughtUp({ missed, more }: CaughtUp, head: number): void {
    this.#fill(missed, more);
    // What is not in the whole answer is not in the log, whatever was said of its end.
    if (!more && head === this.#head) this.#head = Math.min(head, this.#order.last);
  }
}
