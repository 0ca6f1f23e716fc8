// One chat on a partner's page: what this page may read, and what is said.
import type { CaughtUp, PartnerView, Said } from "../wire/types.ts";
import type { ReaderKeys } from "./hpke.ts";
import type { PartnerLink, World } from "./link.ts";
import type { Placed } from "./order.ts";
import type { PartnerMessage, PartnerState } from "./partner_state.ts";
import { Reading } from "./reading.ts";
import { type PlacedLetter, Thread } from "./thread.ts";
import { TypingIn, TypingOut } from "./typing.ts";
import type { SayResult } from "./youth_state.ts";

const YOUTH = "youth";

/** What the visit tells the session. */
export interface Told {
  changed: () => void;
  refused: (code: string) => void;
}

export class Visit {
  readonly #world: World<PartnerLink>;
  readonly #told: Told;
  readonly #thread: Thread<PartnerMessage>;
  readonly #reading: Reading;
  readonly #typingOut: TypingOut;
  readonly #typingIn: TypingIn;
  #view: PartnerView;
  /** What this page has no key of: most of it is from before, and never will be read here. */
  readonly #locked = new Map<string, Placed>();
  #sealed: string | null = null;
  #adopting: Promise<void> = Promise.resolve();
  #over = false;

  constructor(view: PartnerView, keys: ReaderKeys, world: World<PartnerLink>, told: Told) {
    this.#view = view;
    this.#world = world;
    this.#told = told;
    this.#thread = this.#makeThread();
    this.#reading = new Reading(this.#thread.keyring, keys, view.reader, world.random);
    this.#typingOut = new TypingOut(world, (on) => void world.link.ask("typing", { on }));
    this.#typingIn = new TypingIn(world, told.changed);
  }

  get last(): number {
    return this.#thread.last;
  }

  get era(): string | null {
    return this.#thread.era;
  }

  get state(): Pick<PartnerState, "view" | "canRead" | "pictures" | "messages" | "peerTyping"> {
    return {
      view: this.#view,
      canRead: this.#newest !== null,
      pictures: this.#reading.pictures,
      messages: this.#thread.transcript.messages,
      peerTyping: this.#typingIn.who !== null,
    };
  }

  see(view: PartnerView): void {
    this.#view = view;
    this.#thread.see(view.era, view.last);
    if (view.youth_link === "away") this.#typingIn.set(null);
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

  typing(on: boolean): void {
    this.#typingOut.set(on);
  }

  resume({ missed, more }: CaughtUp): void {
    this.#thread.resume(missed, more);
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
    this.#typingOut.stop();
    this.#typingIn.set(null);
    this.#reading.wipe();
    this.#thread.wipe();
  }

  get #newest(): number | null {
    return this.#thread.keyring.newest;
  }

  #makeThread(): Thread<PartnerMessage> {
    const { chat, reader } = this.#view;
    const { link } = this.#world;
    return new Thread<PartnerMessage>(chat, this.#world, {
      sender: reader,
      epoch: () => this.#newest,
      mine: (message) => ({ ...message, by: "you" }),
      send: (envelope) => link.ask("say", envelope),
      catchUp: (after) => link.ask("catch_up", { after }),
      read: (letter) => this.#read(letter),
      confirms: (sender) => sender === YOUTH,
      confirm: (cids) => link.ask("shown", { cids }),
      locked: (placed) => void this.#locked.set(placed.said.cid, placed),
      refused: this.#told.refused,
      changed: this.#told.changed,
    });
  }

  async #adopt(grant: NonNullable<PartnerView["grant"]>): Promise<void> {
    const adopted = this.#over ? null : await this.#reading.adopt(grant);
    if (this.#over) return this.wipe();
    if (!adopted) return;
    const { send, epoch } = adopted;
    if (send) this.#thread.send({ kind: "check", nonce: send }, epoch);
    const { keyring } = this.#thread;
    const open = [...this.#locked.values()].filter(({ said }) => keyring.has(said.epoch));
    for (const { said } of open) this.#locked.delete(said.cid);
    this.#thread.unlocked(open);
    this.#told.changed();
  }

  async #read(letter: PlacedLetter): Promise<void> {
    const { said, content } = letter;
    if (content?.kind === "check" && said.sender === YOUTH) {
      await this.#reading.check(said.epoch, content.nonce, this.#view.responder === null);
    } else if (content === null || content.kind === "text") {
      this.#show(letter);
    }
  }

  #show({ said, place, content, gap }: PlacedLetter): void {
    const readable = content?.kind === "text";
    const key = readable ? `${said.sender} ${said.epoch} ${said.n}` : `? ${said.cid}`;
    if (!readable && this.#thread.transcript.has(key)) return;
    const mine = said.sender === this.#view.reader;
    const message: PartnerMessage = {
      key,
      by: mine ? "you" : said.sender === YOUTH ? "youth" : "responder",
      mine,
      from: mine || said.sender === YOUTH ? "" : (this.#view.responder ?? ""),
      text: readable ? content.text : "",
      at: this.#world.now(),
      ...(mine ? { status: "accepted" } : {}),
      ...(readable ? {} : { unreadable: true }),
      ...(gap ? { gapBefore: true } : {}),
    };
    this.#thread.transcript.add(message, place, readable ? said : null);
    if (said.sender === YOUTH) this.#typingIn.set(null);
  }
}
