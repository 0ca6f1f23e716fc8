// One chat on a responder's desk.
import type { DeskChat, DeskView, Need, Referral, Said } from "../wire/types.ts";
import { type Card, writeCard } from "./card.ts";
import { DeskReferrals } from "./desk_referrals.ts";
import type { DeskChatState, DeskMessage } from "./desk_state.ts";
import type { Asking } from "./hand_off.ts";
import { Hosting } from "./hosting.ts";
import type { ReaderKeys } from "./hpke.ts";
import type { Guest } from "./invite.ts";
import { isPartner } from "./inviting.ts";
import type { DeskLink, World } from "./link.ts";
import type { Placed } from "./order.ts";
import { Reading } from "./reading.ts";
import { shownAs } from "./showing.ts";
import { type PlacedLetter, Thread } from "./thread.ts";
import { TypingIn, TypingOut } from "./typing.ts";
import type { SayResult } from "./youth_state.ts";

const YOUTH = "youth";

/** What the chat tells the desk. */
export interface Told {
  changed: () => void;
  refused: (code: string) => void;
}

/** Takes part in one chat, as long as one seat is held. */
export class HeldChat {
  readonly #world: World<DeskLink>;
  readonly #told: Told;
  /** Every seat of this chat that this page holds or has held. */
  readonly #seats: ReadonlySet<string>;
  readonly #thread: Thread<DeskMessage>;
  readonly #reading: Reading;
  readonly #hosting: Hosting;
  readonly #typingOut: TypingOut;
  readonly #typingIn: TypingIn;
  readonly #referrals: DeskReferrals;
  #view: DeskChat;
  #name: string | null = null;
  /** By message id, so that what comes again is not counted twice. */
  readonly #locked = new Map<string, Placed>();
  #sealed: string | null = null;
  #adopting: Promise<void> = Promise.resolve();
  #over = false;

  constructor(
    view: DeskChat,
    seats: ReadonlySet<string>,
    keys: ReaderKeys,
    world: World<DeskLink>,
    told: Told,
  ) {
    const { chat, fence } = view;
    this.#view = view;
    this.#seats = seats;
    this.#world = world;
    this.#told = told;
    this.#hosting = new Hosting(chat);
    this.#thread = this.#makeThread();
    this.#reading = new Reading(this.#thread.keyring, keys, view.reader, world.random);
    this.#typingOut = new TypingOut(
      world,
      (on) => void world.link.ask("typing", { chat, fence, on }),
    );
    this.#typingIn = new TypingIn(world, told.changed);
    const send = (text: string) => this.#thread.send({ kind: "handoff", text });
    this.#referrals = new DeskReferrals(world, send, told.changed);
  }

  get fence(): number {
    return this.#view.fence;
  }

  /** What there is to count of the referrals in it. */
  get referrals(): readonly Referral[] {
    return this.#referrals.counts;
  }

  get state(): DeskChatState {
    const newest = this.#newest;
    return {
      chat: this.#view.chat,
      fence: this.#view.fence,
      view: this.#view,
      name: this.#name,
      canRead: newest !== null,
      pictures: this.#reading.pictures,
      checkFailed: this.#reading.failed,
      messages: this.#thread.transcript.messages,
      notShared: [...this.#locked.values()].filter(({ said }) => said.epoch < (newest ?? 0)).length,
      peerTyping: this.#typingIn.who !== null,
      handOff: this.#referrals.now,
      partner: this.#hosting.state,
    };
  }

  see(view: DeskChat, era: DeskView["era"]): void {
    this.#view = view;
    this.#thread.see(era, view.last);
    if (view.youth_link === "away") this.#typingIn.set(null);
    this.#host();
    const { grant } = view;
    if (!grant || grant.sealed === this.#sealed) return;
    this.#sealed = grant.sealed;
    this.#adopting = this.#adopting.then(() => this.#adopt(grant));
  }

  said(said: Said): void {
    this.#thread.said(said);
  }

  shown(cids: readonly string[]): void {
    this.#thread.shown(cids);
  }

  typed(on: boolean): void {
    this.#typingIn.set(on ? YOUTH : null);
  }

  say(text: string): SayResult {
    const result = this.#thread.say(text);
    if (result === "said") this.#typingOut.said();
    return result;
  }

  sendCard(card: Card, need: Need): SayResult {
    const result = this.#thread.show({ kind: "card", text: writeCard(card) });
    if (result === "said") this.#referrals.gave(need);
    return result;
  }

  /** Asks the youth whether somebody may be told something. */
  propose(proposal: Asking & { act: "propose" }, need: Need): SayResult {
    const asked = this.#newest !== null && this.#referrals.propose(proposal, need, this.#reader);
    return asked ? "said" : "no_key";
  }

  /** Ticks steps, or takes back what was asked. */
  goOn(act: Asking): void {
    this.#referrals.goOn(act);
  }

  /** Asks the youth whether somebody of another service may come in; says whether it could. */
  askPartner(guest: Guest, introduction: string): SayResult {
    if (this.#newest === null) return "no_key";
    const invite = this.#hosting.ask(guest, introduction, this.#world.random);
    this.#thread.send({ kind: "invite", invite });
    this.#told.changed();
    return "said";
  }

  typing(on: boolean): void {
    this.#typingOut.set(on);
  }

  /** The desk has arrived: send what waits, ask for what was missed. */
  resume(): void {
    this.#thread.resume([], true);
  }

  pause(): void {
    this.#thread.pause();
    this.#typingIn.set(null);
    this.#typingOut.said();
  }

  /** Forgets everything before it returns. */
  wipe(): void {
    this.#over = true;
    this.#locked.clear();
    this.#name = null;
    this.#hosting.wipe();
    this.#typingOut.stop();
    this.#typingIn.set(null);
    this.#referrals.wipe();
    this.#reading.wipe();
    this.#thread.wipe();
  }

  get #reader(): string {
    return this.#view.reader;
  }

  get #newest(): number | null {
    return this.#thread.keyring.newest;
  }

  #makeThread(): Thread<DeskMessage> {
    const { chat, fence, reader } = this.#view;
    const { link } = this.#world;
    return new Thread<DeskMessage>(chat, this.#world, {
      sender: reader,
      epoch: () => this.#newest,
      mine: (message) => ({ ...message, by: "you" }),
      send: (envelope) => link.ask("say", { chat, fence, ...envelope }),
      catchUp: (after) => link.ask("catch_up", { chat, fence, after }),
      read: (letter) => this.#read(letter),
      confirms: (sender) => sender === YOUTH,
      confirm: (cids) => link.ask("shown", { chat, fence, cids }),
      locked: (placed) => void this.#locked.set(placed.said.cid, placed),
      refused: this.#told.refused,
      changed: this.#told.changed,
    });
  }

  async #adopt(grant: NonNullable<DeskChat["grant"]>): Promise<void> {
    const adopted = this.#over ? null : await this.#reading.adopt(grant);
    if (this.#over) return this.wipe();
    if (!adopted) return;
    const { send, epoch } = adopted;
    if (send) this.#thread.send({ kind: "check", nonce: send }, epoch);
    const { keyring } = this.#thread;
    const open = [...this.#locked.values()].filter(({ said }) => keyring.has(said.epoch));
    for (const { said } of open) this.#locked.delete(said.cid);
    this.#thread.unlocked(open);
    this.#host();
    this.#told.changed();
  }

  /** Takes what is known of a partner, and introduces one who has come. */
  #host(): void {
    const words = this.#hosting.see(this.#view.partner ?? null, this.#newest);
    if (words) this.#thread.say(words);
  }

  async #read({ said, place, content, gap }: PlacedLetter): Promise<void> {
    const fromYouth = said.sender === YOUTH;
    if (content?.kind === "check") {
      const alone = !this.#view.partner?.reader;
      if (fromYouth) await this.#reading.check(said.epoch, content.nonce, alone);
    } else if (content?.kind === "name") {
      if (fromYouth) this.#name = content.text;
    } else if (content?.kind === "answer") {
      if (fromYouth) this.#hosting.answered(content.yes);
    } else if (content?.kind === "handoff" && (fromYouth || this.#seats.has(said.sender))) {
      if (!this.#referrals.heard(content.text, said.sender))
        this.#show({ said, place, content, gap });
    } else if (content?.kind !== "handoff" && content?.kind !== "invite") {
      // A card is a responder's to give.
      const given = !fromYouth && !isPartner(said.sender);
      const shown = content?.kind === "card" && !given ? null : content;
      this.#show({ said, place, content: shown, gap });
    }
  }

  #show({ said, place, content, gap }: PlacedLetter): void {
    const readable = shownAs(content);
    const key = readable ? `${said.sender} ${said.epoch} ${said.n}` : `? ${said.cid}`;
    if (!readable && this.#thread.transcript.has(key)) return;
    const mine = this.#seats.has(said.sender);
    const message: DeskMessage = {
      key,
      by: mine ? "you" : by(said.sender),
      mine,
      from: isPartner(said.sender) ? (this.#hosting.state.guest?.name ?? "") : "",
      at: this.#world.now(),
      ...(mine ? { status: "accepted" } : {}),
      ...(readable ?? { text: "", unreadable: true }),
      ...(gap ? { gapBefore: true } : {}),
    };
    this.#thread.transcript.add(message, place, readable ? said : null);
    if (said.sender === YOUTH) this.#typingIn.set(null);
  }
}

function by(sender: string): DeskMessage["by"] {
  if (sender === YOUTH) return "youth";
  return isPartner(sender) ? "partner" : "colleague";
}
