// One chat on the youth's page: who can read, what was said, what is to be asked.
import type { CaughtUp, JoinAsked, Reader, Said, YouthView } from "../wire/types.ts";
import type { Bytes } from "./bytes.ts";
import { Epochs, type Seat } from "./epochs.ts";
import { Granting } from "./granting.ts";
import { LINK_BYTES } from "./invite.ts";
import { Inviting, isPartner } from "./inviting.ts";
import { sealLink } from "./join_link.ts";
import type { Kept } from "./kept.ts";
import type { Verdict, World, YouthLink } from "./link.ts";
import { NO_NUMBER } from "./pictures.ts";
import { Thread } from "./thread.ts";
import { TypingIn, TypingOut } from "./typing.ts";
import { type YouthAnswer, YouthHandOff } from "./youth_hand_off.ts";
import { YOUTH, YouthLetters } from "./youth_letters.ts";
import type { Message, SayResult, YouthReader, YouthState } from "./youth_state.ts";

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
  readonly #inviting: Inviting;
  readonly #typingOut: TypingOut;
  readonly #typingIn: TypingIn;
  readonly #handOff: YouthHandOff;
  readonly #letters: YouthLetters;
  readonly #asked = new Set<string>();
  /** By epoch: how many messages an earlier page had numbered. */
  readonly #before: ReadonlyMap<number, number>;
  readonly #deaf: () => void;
  #question: Seat | null = null;
  #readers: readonly Reader[] = [];
  #view: YouthView | null = null;

  /** `kept`: what an earlier page of the same person left. */
  constructor(chat: string, world: World<YouthLink>, told: Told, kept: Kept | null = null) {
    const { link } = world;
    this.#world = world;
    this.#told = told;
    this.#before = new Map(kept?.counts);
    this.#thread = this.#makeThread(chat);
    for (const [epoch, secret] of kept?.secrets ?? []) this.#thread.keyring.put(epoch, secret);
    this.#epochs = new Epochs(this.#thread.keyring, world.random, kept?.seats);
    const since = this.#epochs.now;
    this.#granting = new Granting(this.#epochs, world.later, (frame) => link.ask("grant", frame));
    this.#inviting = this.#makeInviting(chat);
    this.#typingOut = new TypingOut(world, (on) => void link.ask("typing", { on }));
    this.#typingIn = new TypingIn(world, told.changed);
    const send = (text: string) => this.#thread.send({ kind: "handoff", text });
    this.#handOff = new YouthHandOff(world, send, told.changed);
    this.#letters = new YouthLetters({
      thread: this.#thread,
      epochs: this.#epochs,
      handOff: this.#handOff,
      inviting: this.#inviting,
      typingIn: this.#typingIn,
      since,
      before: this.#before,
      now: () => world.now(),
      over: told.over,
    });
    this.#deaf = link.on("join_asked", (asked) => this.#joinAsked(chat, asked));
    if (kept) this.#takeUp(kept);
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

  /** What the page shows of it. */
  get shown(): Pick<
    YouthState,
    "messages" | "readers" | "shareQuestion" | "handOff" | "partner" | "peerTyping"
  > {
    const question = this.#question;
    const who = this.#typingIn.who;
    const { now } = this.#handOff;
    return {
      messages: this.#messages,
      readers: this.#readers.map((reader) => this.#shown(reader)),
      shareQuestion: question && { reader: question.id, name: question.name },
      handOff: now && { ...now, from: this.#epochs.name(now.by.split(" ")[0] ?? "") },
      partner: this.#inviting.state,
      peerTyping: who === null ? null : this.#epochs.name(who) || null,
    };
  }

  get #messages(): readonly Message[] {
    return this.#thread.transcript.messages;
  }

  see(view: YouthView): void {
    const anew = this.#thread.see(view.era, view.last);
    this.#view = view;
    this.#meet();
    if (anew) this.#granting.grant(this.#seats());
    if (this.#readers.length === 0) this.#typingIn.set(null);
  }

  /** Answers the question whether a partner may come in. */
  answerPartner(yes: boolean): Promise<Verdict> {
    return this.#inviting.answer(yes);
  }

  /** Takes that yes back; a partner who is here reads nothing more from this moment. */
  dismissPartner(): Promise<Verdict> {
    return this.#inviting.dismiss();
  }

  seen(cids: readonly string[]): void {
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

  answer(answer: YouthAnswer): void {
    this.#handOff.answer(answer);
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
    this.#deaf();
    this.#granting.wipe();
    this.#typingOut.stop();
    this.#typingIn.set(null);
    this.#handOff.wipe();
    this.#view = null;
    this.#epochs.wipe();
    this.#inviting.wipe();
    this.#thread.wipe();
  }

  #makeInviting(chat: string): Inviting {
    const { link, later } = this.#world;
    return new Inviting(chat, later, {
      invite: (token_hash) => link.ask("invite_partner", { token_hash }),
      dismiss: () => link.ask("dismiss_partner", {}),
      answer: (yes) => this.#thread.send({ kind: "answer", yes }),
      changed: () => {
        this.#meet();
        this.#told.changed();
      },
    });
  }

  /** A supervisor asks to come in: a yes gives them a link that this page has made. */
  #joinAsked(chat: string, { name, back, back_key }: JoinAsked): void {
    const { link, random } = this.#world;
    this.#inviting.askLead(name, back_key, random(LINK_BYTES), async (secret) => {
      const sealed = secret && (await sealLink(back_key, { chat, secret }));
      await link.ask("answer_join", { back, sealed });
    });
  }

  /** Who takes part, as this page lets them: whoever comes, goes or is out begins an epoch. */
  #meet(): void {
    if (!this.#view) return;
    const { readers, invited_s } = this.#view;
    this.#readers = this.#inviting.meet(readers, (invited_s ?? 0) > 0);
    const due = this.#epochs.meet(this.#readers);
    this.#granting.grant(due);
    this.#handOff.meet(new Set(this.#readers.map(({ id }) => this.#epochs.page(id))));
    if (this.#question && !this.#question.here) this.#question = null;
    for (const seat of due) this.#wonder(seat);
  }

  #makeThread(chat: string): Thread<Message> {
    const { link } = this.#world;
    return new Thread(chat, this.#world, {
      sender: YOUTH,
      epoch: () => this.#epochs.now,
      mine: (message) => message,
      send: async (envelope) => this.#heard(await link.ask("say", envelope)),
      catchUp: async (after) => this.#heard(await link.ask("catch_up", { after })),
      read: (letter) => this.#letters.read(letter),
      confirms: (sender) => sender !== YOUTH,
      confirm: (cids) => link.ask("shown", { cids }),
      locked: (placed) => this.#letters.locked(placed),
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
      service: this.#inviting.service(id) ?? "",
      canRead: (seat?.key ?? null) !== null,
      cameBack: seat?.cameBack ?? 0,
      pictures: seat?.check?.pictures ?? null,
    };
  }

  /** Asks for a newcomer, when something was said that they can't read. */
  #wonder(seat: Seat): void {
    const all = seat.epochs.size === this.#thread.keyring.epochs.length;
    if (all || this.#asked.has(seat.id) || this.#messages.length === 0) return;
    if (isPartner(seat.id)) return; // the yes was to reading from now on
    this.#question = seat;
  }

  /** An earlier page, should it be open still, learns by the first message that it is over there. */
  #takeUp({ mail }: Kept): void {
    this.#thread.takeUp(mail);
    this.#thread.send({ kind: "check", nonce: NO_NUMBER });
  }
}
