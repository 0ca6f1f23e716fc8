// One chat on the youth's page: who can read, what was said, what is to be asked.
import type { CaughtUp, Reader, Said, YouthView } from "../wire/types.ts";
import type { Bytes } from "./bytes.ts";
import { Epochs, type Seat } from "./epochs.ts";
import { Granting } from "./granting.ts";
import type { Kept } from "./kept.ts";
import type { Verdict, World, YouthLink } from "./link.ts";
import type { Placed } from "./order.ts";
import { NO_NUMBER } from "./pictures.ts";
import { type PlacedLetter, Thread } from "./thread.ts";
import { TypingIn, TypingOut } from "./typing.ts";
import type { Message, SayResult, ShareQuestion, YouthReader } from "./youth_state.ts";

const YOUTH = "youth";

/** What the chat tells the session. */
export interface Told {
  changed: () => void;
  refused: (code: string) => void;
  /** The server knows no such chat any more. */
  gone: () => void;
  /** The chat goes on in another page of the same person. */
  over: () => void;
}

export class YouthChat {
  readonly #world: World<YouthLink>;
  readonly #told: Told;
  readonly #thread: Thread<Message>;
  readonly #epochs: Epochs;
  readonly #granting: Granting;
  readonly #typingOut: TypingOut;
  readonly #typingIn: TypingIn;
  readonly #asked = new Set<string>();
  /** By epoch: how many messages an earlier page had numbered. */
  readonly #before: ReadonlyMap<number, number>;
  #question: Seat | null = null;
  #readers: readonly Reader[] = [];

  /** `kept`: what an earlier page of the same person left. */
  constructor(chat: string, world: World<YouthLink>, told: Told, kept: Kept | null = null) {
    const { link } = world;
    this.#world = world;
    this.#told = told;
    this.#before = new Map(kept?.counts);
    this.#thread = this.#makeThread(chat);
    for (const [epoch, secret] of kept?.secrets ?? []) this.#thread.keyring.put(epoch, secret);
    this.#epochs = new Epochs(this.#thread.keyring, world.random, kept?.seats);
    if (kept) this.#takeUp(kept);
    this.#granting = new Granting(this.#epochs, world.later, (frame) => link.ask("grant", frame));
    this.#typingOut = new TypingOut(world, (on) => void link.ask("typing", { on }));
    this.#typingIn = new TypingIn(world, told.changed);
  }

  /** What another page needs to go on with this chat. */
  get kept(): Omit<Kept, "ticket"> {
    const { keyring, left } = this.#thread;
    const secrets = keyring.epochs.map((epoch) => [epoch, keyring.secret(epoch) as Bytes] as const);
    const counts = [...new Map([...this.#before, ...left.counts])];
    return { chat: keyring.chat, secrets, seats: this.#epochs.kept, counts, mail: left.kept };
  }

  get last(): number {
    return this.#thread.last;
  }

  get era(): string | null {
    return this.#thread.era;
  }

  get messages(): readonly Message[] {
    return this.#thread.transcript.messages;
  }

  get readers(): YouthReader[] {
    return this.#readers.map((reader) => this.#shown(reader));
  }

  get shareQuestion(): ShareQuestion | null {
    return this.#question && { reader: this.#question.id, name: this.#question.name };
  }

  get peerTyping(): string | null {
    const who = this.#typingIn.who;
    return who === null ? null : (this.#epochs.seat(who)?.name ?? null);
  }

  see(view: YouthView): void {
    const anew = this.#thread.see(view.era, view.last);
    this.#readers = view.readers;
    const due = this.#epochs.meet(view.readers);
    this.#granting.grant(due);
    if (this.#question && !this.#question.here) this.#question = null;
    for (const seat of due) this.#wonder(seat);
    if (anew) this.#granting.grant(this.#seats());
    if (view.readers.length === 0) this.#typingIn.set(null);
  }

  shown(cids: readonly string[]): void {
    this.#thread.shown(cids);
  }

  said(said: Said): void {
    this.#thread.said(said);
  }

  typed(reader: string, on: boolean): void {
    this.#typingIn.set(on ? reader : null);
  }

  say(text: string): SayResult {
    const result = this.#thread.say(text);
    if (result === "said") this.#typingOut.said();
    return result;
  }

  sayName(name: string): void {
    this.#thread.send({ kind: "name", text: name });
  }

  typing(on: boolean): void {
    if (this.#readers.length > 0) this.#typingOut.set(on);
  }

  share(yes: boolean): void {
    const seat = this.#question;
    if (!seat) return;
    this.#question = null;
    this.#asked.add(seat.id);
    if (!yes) return;
    this.#epochs.shareAll(seat);
    this.#granting.grant([seat]);
  }

  resume(back: CaughtUp): void {
    // The server may have lost a grant with its store: it costs little to bring it again.
    this.#granting.grant(this.#seats());
    this.#granting.resume();
    this.#thread.resume(back.missed, back.more);
  }

  pause(): void {
    this.#granting.pause();
    this.#thread.pause();
    this.#typingIn.set(null);
    this.#typingOut.said();
  }

  wipe(): void {
    this.#granting.wipe();
    this.#typingOut.stop();
    this.#typingIn.set(null);
    this.#epochs.wipe();
    this.#thread.wipe();
  }

  #makeThread(chat: string): Thread<Message> {
    const { link } = this.#world;
    return new Thread(chat, this.#world, {
      sender: YOUTH,
      epoch: () => this.#epochs.now,
      mine: (message) => message,
      send: async (envelope) => this.#heard(await link.ask("say", envelope)),
      catchUp: async (after) => this.#heard(await link.ask("catch_up", { after })),
      read: (letter) => this.#read(letter),
      confirms: (sender) => sender !== YOUTH,
      confirm: (cids) => link.ask("shown", { cids }),
      locked: (placed) => this.#locked(placed),
      refused: this.#told.refused,
      changed: this.#told.changed,
    });
  }

  #heard<A extends Verdict>(answer: A): A {
    if (!answer.ok && answer.code === "no_such_chat") this.#told.gone();
    return answer;
  }

  #seats(): Seat[] {
    const seats = this.#readers.map((reader) => this.#epochs.seat(reader.id));
    return seats.filter((seat) => seat !== undefined);
  }

  #shown({ id, name, role, link }: Reader): YouthReader {
    const seat = this.#epochs.seat(id);
    return {
      id,
      name,
      role,
      link,
      canRead: (seat?.key ?? null) !== null,
      cameBack: seat?.cameBack ?? 0,
      pictures: seat?.check?.pictures ?? null,
    };
  }

  /** Asks for a newcomer, when something was said that they can't read. */
  #wonder(seat: Seat): void {
    const all = seat.epochs.size === this.#thread.keyring.epochs.length;
    if (all || this.#asked.has(seat.id) || this.messages.length === 0) return;
    this.#question = seat;
  }

  async #read(letter: PlacedLetter): Promise<void> {
    const { said, content } = letter;
    if (said.sender === YOUTH) return this.#own(letter);
    const seat = this.#epochs.seat(said.sender);
    if (!seat || !this.#epochs.mayWrite(said.sender, said.epoch)) {
      this.#show({ ...letter, content: null });
    } else if (content?.kind === "check") {
      const answer = await this.#epochs.answerCheck(seat, said.epoch, content.nonce);
      if (answer) this.#thread.send({ kind: "check", nonce: answer }, said.epoch);
    } else if (content?.kind !== "name") {
      this.#show(letter);
    }
  }

  /** An earlier page, should it be open still, learns by the first message that it is over there. */
  #takeUp({ mail }: Kept): void {
    this.#thread.takeUp(mail);
    this.#thread.send({ kind: "check", nonce: NO_NUMBER });
  }

  /** Epochs are made here, or in an earlier page: only a later page's are ahead of this one's. */
  #locked(placed: Placed): void {
    const { sender, epoch } = placed.said;
    if (sender === YOUTH && epoch > this.#epochs.now) this.#told.over();
    else this.#show({ ...placed, content: null, gap: false });
  }

  #own(letter: PlacedLetter): void {
    const { said, content } = letter;
    const shown = said.n <= (this.#before.get(said.epoch) ?? 0);
    if (content) this.#thread.earlier.show(letter, content, shown);
  }

  #show({ said, place, content, gap }: PlacedLetter): void {
    const readable = content?.kind === "text";
    const key = readable ? `${said.sender} ${said.epoch} ${said.n}` : `? ${said.cid}`;
    if (!readable && this.#thread.transcript.has(key)) return;
    const message: Message = {
      key,
      mine: said.sender === YOUTH,
      from: this.#epochs.seat(said.sender)?.name ?? "",
      text: readable ? content.text : "",
      at: this.#world.now(),
      ...(readable ? {} : { unreadable: true }),
      ...(gap ? { gapBefore: true } : {}),
    };
    this.#thread.transcript.add(message, place, readable ? said : null);
    if (this.#typingIn.who === said.sender) this.#typingIn.set(null);
  }
}
