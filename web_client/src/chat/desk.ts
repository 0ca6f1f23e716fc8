// The whole behaviour of a responder's desk, without a view.
import type { ChatEnded, DeskView, Need, Referral, WrapUp } from "../wire/types.ts";
import { Arrival } from "./arrival.ts";
import { canEncrypt, toBase64 } from "./bytes.ts";
import type { Card } from "./card.ts";
import { HeldChat } from "./desk_chat.ts";
import { DeskNotes } from "./desk_notes.ts";
import type { DeskState } from "./desk_state.ts";
import type { Asking, Proposal } from "./hand_off.ts";
import { makeReaderKeys, type ReaderKeys } from "./hpke.ts";
import type { Guest } from "./invite.ts";
import type { Connection, DeskLink, Verdict, World } from "./link.ts";
import { Watched } from "./watched.ts";
import type { SayResult } from "./youth_state.ts";

const DONE: Verdict = { ok: true };
const NO_OFFER: Verdict = { ok: false, code: "not_yours" };
const NO_CHAT: Verdict = { ok: false, code: "no_such_chat" };
const ID_BYTES = 16;

export class DeskSession extends Watched<DeskState> {
  readonly #world: World<DeskLink>;
  readonly #chats = new Map<string, HeldChat>();
  /** By chat: the names of the seats held here, so that who comes back to it knows their words. */
  readonly #seats = new Map<string, Set<string>>();
  readonly #arrival: Arrival;
  /** What supervisors and this desk write to each other. */
  readonly notes: DeskNotes;
  #keys: ReaderKeys | null = null;
  #ticket: string | null = null;

  constructor(world: World<DeskLink>) {
    super({ ...EMPTY, connection: world.link.connection });
    this.#world = world;
    const { link } = world;
    this.notes = new DeskNotes(world, () => this.#keys);
    link.on("changed", ({ view }) => this.#changed(view));
    link.on("said", (said) => this.#chats.get(said.chat)?.said(said));
    link.on("shown", ({ chat, cids }) => this.#chats.get(chat)?.shown(cids));
    link.on("typed", ({ chat, on }) => this.#chats.get(chat)?.typed(on));
    link.on("ended", (ended) => this.#ended(ended));
    link.on("signed_out", () => this.#out());
    link.on("keep", ({ ticket }) => this.#keep(ticket));
    link.on("again", () => this.#returned());
    link.on("trouble", ({ on }) => this.change({ trouble: on }));
    this.#arrival = new Arrival(link, world.later, {
      arrive: () => this.#arrive(),
      connection: (connection) => this.#connected(connection),
      out: () => this.#out(),
    });
  }

  setReady(on: boolean): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("set_ready", { on }));
  }

  /** Take, or let go, the offer that is on the desk. */
  accept(): Promise<Verdict> {
    return this.#answer("accept");
  }

  decline(): Promise<Verdict> {
    return this.#answer("decline");
  }

  pull(): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("pull", {}));
  }

  say(chat: string, text: string): SayResult {
    return this.#chats.get(chat)?.say(text) ?? "no_key";
  }

  /** Gives other help, for a kind of need. */
  sendCard(chat: string, card: Card, need: Need): SayResult {
    return this.#chats.get(chat)?.sendCard(card, need) ?? "no_key";
  }

  /** Asks the youth whether somebody may be told something; one thing at a time. */
  propose(chat: string, proposal: Omit<Proposal, "id">, need: Need): SayResult {
    const id = toBase64(this.#world.random(ID_BYTES));
    return this.#chats.get(chat)?.propose({ ...proposal, act: "propose", id }, need) ?? "no_key";
  }

  /** Ticks the steps of what the youth agreed to, or takes back what was asked. */
  goOn(chat: string, act: Asking): void {
    this.#chats.get(chat)?.goOn(act);
  }

  /** Call it on each key; it goes out at most every 4 seconds. */
  typing(chat: string, on: boolean): void {
    this.#chats.get(chat)?.typing(on);
  }

  async end(chat: string): Promise<Verdict> {
    const fence = this.#chats.get(chat)?.fence;
    if (fence === undefined) return NO_CHAT;
    const answer = await this.#letGo(chat, fence, this.#world.link.ask("end", { chat, fence }));
    if (answer.ok) this.#seats.delete(chat);
    return answer;
  }

  /** To a colleague by id, or back to the front of the line. */
  async handOver(chat: string, to?: string): Promise<Verdict> {
    const fence = this.#chats.get(chat)?.fence;
    if (fence === undefined) return NO_CHAT;
    const frame = { chat, fence, to: to ?? null };
    return this.#letGo(chat, fence, this.#world.link.ask("hand_over", frame));
  }

  /** To the front of the line, and rest; no reason is asked. */
  async tapOut(chat: string): Promise<Verdict> {
    const fence = this.#chats.get(chat)?.fence;
    if (fence === undefined) return NO_CHAT;
    return this.#letGo(chat, fence, this.#world.link.ask("tap_out", { chat, fence }));
  }

  /** Asks the youth whether somebody of another service may come in; they are told these words. */
  askPartner(chat: string, guest: Guest, introduction: string): SayResult {
    return this.#chats.get(chat)?.askPartner(guest, introduction) ?? "no_key";
  }

  /** Asks the youth to go on with the partner alone; the chat stays here until they answer. */
  async leaveToPartner(chat: string): Promise<Verdict> {
    const fence = this.#chats.get(chat)?.fence;
    if (fence === undefined) return NO_CHAT;
    return this.#tell(this.#world.link.ask("leave_to_partner", { chat, fence }));
  }

  /** Ask a supervisor for something, or (null) no more. */
  raiseHand(hand: DeskView["hand"]): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("raise_hand", { hand }));
  }

  async wrapUp(counts: WrapUp): Promise<Verdict> {
    const answer = await this.#tell(this.#world.link.ask("wrap_up", counts));
    if (answer.ok) this.#note(counts.fence, []);
    return answer;
  }

  /** Forgets every key and message before it returns, and closes the link. */
  wipe(): void {
    for (const chat of this.#chats.keys()) this.#drop(chat);
    this.#seats.clear();
    this.notes.wipe();
    this.#keys = null;
    this.#ticket = null;
    this.change({ ...EMPTY, stage: "signed_out", connection: this.state.connection });
    this.#world.link.close();
  }

  async #arrive(): Promise<Verdict> {
    if (!canEncrypt()) {
      this.change({ failure: "no_encryption" });
      return DONE;
    }
    const keys = this.#keys ?? (await makeReaderKeys());
    if (this.state.stage === "signed_out") return DONE;
    this.#keys = keys;
    const public_key = toBase64(keys.publicKey);
    const answer = await this.#world.link.ask("arrive", { public_key, ticket: this.#ticket });
    if (!answer.ok) return answer;
    this.#see(answer.view);
    for (const chat of this.#chats.values()) chat.resume();
    return answer;
  }

  #connected(connection: Connection): void {
    if (this.state.stage === "signed_out") return;
    if (connection !== "here") for (const chat of this.#chats.values()) chat.pause();
    this.change({ connection, trouble: false });
  }

  #keep(ticket: string): void {
    if (this.state.stage !== "signed_out") this.#ticket = ticket;
  }

  /** The store has lost our place: the same as after a new connection. */
  #returned(): void {
    if (this.state.stage === "signed_out") return;
    for (const chat of this.#chats.values()) chat.pause();
    this.#arrival.again();
  }

  /** A view of another life of the store may lack chats that this page can bring back. */
  #changed(view: DeskView): void {
    const known = this.state.view?.era ?? view.era;
    if (view.era === known) this.#see(view);
    else this.#returned();
  }

  #see(view: DeskView): void {
    const keys = this.#keys;
    if (!keys) return;
    for (const [chat, held] of this.#chats) {
      const kept = view.chats.some((seat) => seat.chat === chat && seat.fence === held.fence);
      if (!kept) this.#drop(chat);
    }
    for (const seat of view.chats) this.#seat(seat, view.era, keys);
    this.change({ stage: "here", view, viewAt: this.#world.now(), chats: this.#shown(view) });
  }

  #seat(seat: DeskView["chats"][number], era: string, keys: ReaderKeys): void {
    const known = this.#chats.get(seat.chat);
    const seats = (this.#seats.get(seat.chat) ?? new Set()).add(seat.reader);
    this.#seats.set(seat.chat, seats);
    const held =
      known ??
      new HeldChat(seat, seats, keys, this.#world, {
        changed: () => this.#show(),
        refused: (failure) => this.change({ failure }),
      });
    this.#chats.set(seat.chat, held);
    held.see(seat, era);
    if (!known && this.state.stage === "here") held.resume();
  }

  #show(): void {
    const { view } = this.state;
    if (view) this.change({ chats: this.#shown(view) });
  }

  #shown(view: DeskView): DeskState["chats"] {
    const held = view.chats.map((seat) => this.#chats.get(seat.chat));
    return held.filter((chat) => chat !== undefined).map((chat) => chat.state);
  }

  #answer(name: "accept" | "decline"): Promise<Verdict> {
    const offer = this.state.view?.offer;
    if (!offer) return Promise.resolve(NO_OFFER);
    const { chat, fence } = offer;
    return this.#tell(this.#world.link.ask(name, { chat, fence }));
  }

  async #letGo(chat: string, fence: number, asked: Promise<Verdict>): Promise<Verdict> {
    const answer = await this.#tell(asked);
    if (answer.ok && this.#chats.get(chat)?.fence === fence) this.#drop(chat);
    this.#show();
    return answer;
  }

  async #tell(asked: Promise<Verdict>): Promise<Verdict> {
    const answer = await asked;
    this.change({ failure: answer.ok ? null : answer.code });
    return answer;
  }

  #ended(ended: ChatEnded): void {
    const held = this.#chats.get(ended.chat);
    if (held && held.fence <= ended.fence) this.#drop(ended.chat);
    if (OVER.has(ended.why)) this.#seats.delete(ended.chat);
    this.change({ left: ended });
    this.#show();
  }

  #drop(chat: string): void {
    const held = this.#chats.get(chat);
    this.#chats.delete(chat);
    if (held) this.#note(held.fence, held.referrals);
    held?.wipe();
  }

  /** Keeps what is to be counted of a chat, and nothing else, until it has been. */
  #note(fence: number, referrals: readonly Referral[]): void {
    if (referrals.length === 0 && !this.state.referred.has(fence)) return;
    const referred = new Map(this.state.referred);
    referred.delete(fence);
    if (referrals.length > 0) referred.set(fence, referrals);
    this.change({ referred });
  }

  #out(): void {
    if (this.state.stage !== "signed_out") this.wipe();
  }
}

/** Nobody comes back to a chat that ended so. */
const OVER: ReadonlySet<ChatEnded["why"]> = new Set(["left", "closed", "idle", "gone"]);

const EMPTY: DeskState = {
  stage: "arriving",
  connection: "connecting",
  trouble: false,
  view: null,
  viewAt: 0,
  chats: [],
  left: null,
  referred: new Map(),
  failure: null,
};
