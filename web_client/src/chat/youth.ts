// The whole behaviour of a youth's page, without a view.
import type { CaughtUp, IntakeShape, YouthEnded, YouthView } from "../wire/types.ts";
import { canEncrypt } from "./bytes.ts";
import type { Kept } from "./kept.ts";
import type { Connection, Verdict, World, YouthLink } from "./link.ts";
import { isPassing, NOT_NOW } from "./link.ts";
import { ReturnKeeper } from "./return_keeper.ts";
import type { ReturnKeys } from "./return_keys.ts";
import { find } from "./return_way.ts";
import { Watched } from "./watched.ts";
import { YouthChat } from "./youth_chat.ts";
import type { YouthAnswer } from "./youth_hand_off.ts";
import { EMPTY, type SayResult, type YouthState } from "./youth_state.ts";

const RETRY_MS = 1_000;

export class YouthSession extends Watched<YouthState> {
  readonly #world: World<YouthLink>;
  readonly #keeper: ReturnKeeper;
  #chat: YouthChat | null = null;
  #ticket: string | null = null;
  #wish: { intake: IntakeShape; name: string } | null = null;
  /** Counts the connections, so that an answer to an older one is not taken for today's. */
  #visit = 0;

  constructor(world: World<YouthLink>) {
    super({ ...EMPTY, connection: world.link.connection });
    this.#world = world;
    this.#keeper = new ReturnKeeper(world, () => this.#kept());
    const { link } = world;
    link.onConnection((connection) => this.#connected(connection));
    link.on("changed", ({ view }) => this.#see(view));
    link.on("said", (said) => this.#chat?.said(said));
    link.on("shown", ({ cids }) => this.#chat?.seen(cids));
    link.on("typed", ({ reader, on }) => this.#chat?.typed(reader, on));
    link.on("ended", ({ why }) => this.#end(why));
    link.on("keep", ({ ticket }) => {
      this.#ticket = ticket;
      this.#show();
    });
    link.on("again", () => this.#returned());
    link.on("trouble", ({ on }) => this.change({ trouble: on }));
  }

  /** The proof of the place in the line, for the exit beacon; null without a chat. */
  get ticket(): string | null {
    return this.#chat ? this.#ticket : null;
  }

  /** Asks for a place in the line; the name is sealed and sent after it. */
  join(intake: IntakeShape, name = ""): void {
    if (this.state.stage !== "idle") return;
    if (canEncrypt()) {
      this.#wish = { intake, name: name.trim() };
      this.change({ stage: "joining", failure: null });
      if (this.#world.link.connection === "here") void this.#join();
    } else {
      this.change({ failure: "no_encryption" });
    }
  }

  /** Shows the text at once and sends it until the server has it. */
  say(text: string): SayResult {
    return this.#chat?.say(text) ?? "no_key";
  }

  /** Call it on each key; it goes out at most every 4 seconds. */
  typing(on: boolean): void {
    this.#chat?.typing(on);
  }

  cover(on: boolean): void {
    this.change({ covered: on });
    void this.#tellCover();
  }

  stay(): Promise<Verdict> {
    return this.#told(this.#world.link.ask("stay", {}));
  }

  switchResponder(): Promise<Verdict> {
    return this.#told(this.#world.link.ask("switch", {}));
  }

  /** Answers the share question. */
  share(yes: boolean): void {
    this.#chat?.share(yes);
    this.#show();
  }

  /** Says yes to these words, or no; or that it went well, or is not wanted any more. */
  answer(answer: YouthAnswer): void {
    this.#chat?.answer(answer);
  }

  /** Answers whether somebody of another service may come in, who would read from then on. */
  answerPartner(yes: boolean): Promise<Verdict> {
    return this.#told(this.#chat?.answerPartner(yes));
  }

  /** Takes that yes back: whoever has come by it reads nothing more from this moment. */
  dismissPartner(): Promise<Verdict> {
    return this.#told(this.#chat?.dismissPartner());
  }

  /** Goes on with the partner alone, or (no) with another responder. */
  answerLeave(yes: boolean): Promise<Verdict> {
    return this.#told(this.#world.link.ask("answer_leave", { yes }));
  }

  /** Has words lead to this chat, once the promise says so. */
  async chooseReturn(keys: ReturnKeys): Promise<Verdict> {
    const answer = await this.#keeper.choose(keys);
    this.#show();
    return answer;
  }

  /** Takes the words back. */
  async dropReturn(): Promise<Verdict> {
    const answer = await this.#keeper.drop();
    this.#show();
    return answer;
  }

  /** Goes back into the chat that words lead to; refused, another try may follow. */
  async comeBack(keys: ReturnKeys): Promise<Verdict> {
    if (this.state.stage !== "idle") return NOT_NOW;
    const wanted = () => this.state.stage === "joining";
    this.change({ stage: "joining", failure: null });
    const found = await find(this.#world, keys, wanted);
    if (!wanted()) return NOT_NOW;
    if (found.ok) await this.#goOn(found.kept, keys);
    else this.change({ stage: "idle" });
    return found;
  }

  /** Ends the chat here at once; the promise tells whether the server heard. */
  async leave(): Promise<boolean> {
    const { link } = this.#world;
    const heard = this.#chat ? link.ask("leave", {}) : null;
    this.#forget("left");
    const ok = (await heard)?.ok ?? true;
    link.close();
    return ok;
  }

  /** Forgets keys, messages and ticket before it returns, and closes the link. */
  wipe(): void {
    this.#forget("left");
    this.#world.link.close();
  }

  #connected(connection: Connection): void {
    if (this.state.stage === "ended") return;
    this.#visit += 1;
    this.change({ connection, trouble: false });
    if (connection !== "here") this.#pause();
    else if (this.#chat) void this.#resume();
    else if (this.#wish) void this.#join();
    this.#show();
  }

  async #join(): Promise<void> {
    const { wish, visit } = { wish: this.#wish, visit: this.#visit };
    if (!wish) return;
    this.#ticket = null;
    const answer = await this.#world.link.ask("join", { intake: wish.intake });
    if (this.#wish !== wish) return;
    if (answer.ok) {
      this.#wish = null;
      // A newer ticket may have come ahead of this answer.
      this.#ticket ??= answer.ticket;
      this.#begin(answer.chat, wish.name);
      this.#see(answer.view);
      if (visit === this.#visit) this.#resumed({ missed: [], more: false });
    } else if (isPassing(answer.code)) {
      this.#again(answer.wait_s, () => this.#join());
    } else {
      this.#wish = null;
      this.change({ stage: "idle", failure: answer.code });
    }
  }

  #begin(chat: string, name: string, kept: Kept | null = null): void {
    const told = {
      changed: () => this.#show(),
      refused: (failure: string) => this.change({ failure }),
      gone: () => this.#end("gone"),
      over: () => this.#end("closed"),
    };
    this.#chat = new YouthChat(chat, this.#world, told, kept);
    if (name !== "") this.#chat.sayName(name);
    if (this.state.covered) void this.#tellCover();
  }

  async #tellCover(): Promise<void> {
    const on = this.state.covered;
    if (!this.#chat) return;
    const answer = await this.#world.link.ask("cover", { on });
    const passing = !answer.ok && isPassing(answer.code);
    if (passing && on === this.state.covered) this.#again(answer.wait_s, () => this.#tellCover());
  }

  async #resume(): Promise<void> {
    const { chat, visit, ticket } = { chat: this.#chat, visit: this.#visit, ticket: this.#ticket };
    if (!chat || !ticket) return;
    const asked = { ticket, after: chat.last, era: chat.era };
    const answer = await this.#world.link.ask("resume", asked);
    if (chat !== this.#chat || visit !== this.#visit) return;
    if (answer.ok) {
      this.#see(answer.view);
      this.#resumed(answer);
      void this.#tellCover();
    } else if (answer.code === "no_such_chat") {
      this.#end("gone");
    } else {
      this.#again(answer.wait_s, () => this.#resume());
    }
  }

  /** Under the very words that led here. */
  async #goOn(kept: Kept, keys: ReturnKeys): Promise<void> {
    this.#ticket = kept.ticket;
    this.#begin(kept.chat, "", kept);
    this.#keeper.goOn(keys);
    await this.#resume();
  }

  #resumed(back: CaughtUp): void {
    this.#chat?.resume(back);
    this.#keeper.resume();
  }

  #pause(): void {
    this.#chat?.pause();
    this.#keeper.pause();
  }

  #kept(): Kept | null {
    return this.#chat && this.#ticket ? { ...this.#chat.kept, ticket: this.#ticket } : null;
  }

  /** The store has lost our place: the same as after a new connection. */
  #returned(): void {
    if (!this.#chat) return;
    this.#visit += 1;
    this.#pause();
    void this.#resume();
  }

  /** Tries again on this same connection; the next one begins by itself. */
  #again(wait: number | null | undefined, attempt: () => Promise<void>): void {
    const visit = this.#visit;
    this.#world.later(Math.max(RETRY_MS, (wait ?? 0) * 1_000), () => {
      const here = this.#world.link.connection === "here";
      if (here && visit === this.#visit) void attempt();
    });
  }

  async #told(asked: Promise<Verdict> | undefined): Promise<Verdict> {
    const answer = (await asked) ?? NOT_NOW;
    if (this.#chat) this.change({ failure: answer.ok ? null : answer.code });
    return answer;
  }

  #see(view: YouthView): void {
    if (!this.#chat) return;
    this.#chat.see(view);
    const talking = view.phase === "open" || view.phase === "partnered";
    this.change({ view, stage: talking ? "talking" : "waiting" });
    this.#show();
  }

  #show(): void {
    const chat = this.#chat;
    if (!chat) return;
    this.change({ ...chat.shown, returns: this.#keeper.on });
    this.#keeper.changed();
  }

  #end(why: YouthEnded["why"]): void {
    if (!this.#chat) return;
    this.#forget(why);
    this.#world.link.close();
  }

  #forget(why: YouthEnded["why"]): void {
    const chat = this.#chat;
    this.#chat = null;
    this.#wish = null;
    this.#ticket = null;
    this.#keeper.wipe();
    chat?.wipe();
    const { connection } = this.state;
    if (this.state.stage !== "ended") {
      this.change({ ...EMPTY, connection, stage: "ended", ended: why });
    }
  }
}
