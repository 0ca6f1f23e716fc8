// The whole behaviour of a partner's page, without a view: one link, one chat, and nothing else.
import type { PartnerView } from "../wire/types.ts";
import { canEncrypt, toBase64 } from "./bytes.ts";
import { makeReaderKeys, type ReaderKeys } from "./hpke.ts";
import { type JoinLink, keyOf, proofOf, tokenOf } from "./invite.ts";
import { type Connection, isPassing, type PartnerLink, type Verdict, type World } from "./link.ts";
import { ENTERING, type PartnerState } from "./partner_state.ts";
import { Visit } from "./visit.ts";
import { Watched } from "./watched.ts";
import type { SayResult } from "./youth_state.ts";

const RETRY_MS = 1_000;

/** What opens the way in, and proves whose key it is. */
interface Pass {
  chat: string;
  token: string;
  public_key: string;
  proof: string;
}

export class PartnerSession extends Watched<PartnerState> {
  readonly #world: World<PartnerLink>;
  #link: JoinLink | null;
  #keys: ReaderKeys | null = null;
  #pass: Pass | null = null;
  #visit: Visit | null = null;
  #ticket: string | null = null;
  /** Counts the connections, so that an answer to an older one is not taken for today's. */
  #turn = 0;

  /** Spends the link: it is opened when the connection is there. */
  constructor(world: World<PartnerLink>, opened: JoinLink) {
    super({ ...ENTERING, connection: world.link.connection });
    this.#world = world;
    this.#link = opened;
    const { link } = world;
    link.onConnection((connection) => this.#connected(connection));
    link.on("changed", ({ view }) => this.#see(view));
    link.on("said", (said) => this.#visit?.said(said));
    link.on("shown", ({ cids }) => this.#visit?.shown(cids));
    link.on("typed", ({ on }) => this.#visit?.typed(on));
    link.on("ended", () => this.#end());
    link.on("keep", ({ ticket }) => this.#keep(ticket));
    link.on("again", () => this.#returned());
    link.on("trouble", ({ on }) => this.change({ trouble: on }));
    if (link.connection === "here") void this.#enter();
  }

  say(text: string): SayResult {
    return this.#visit?.say(text) ?? "no_key";
  }

  /** Call it on each key; it goes out at most every 4 seconds. */
  typing(on: boolean): void {
    this.#visit?.typing(on);
  }

  /** Leaves: everything is forgotten here at once; the promise tells whether the server heard. */
  async leave(): Promise<Verdict> {
    this.#forget("over");
    const answer = await this.#world.link.ask("leave", {});
    this.#world.link.close();
    return answer;
  }

  /** Forgets keys, messages and ticket before it returns, and closes the link. */
  wipe(): void {
    this.#forget("over");
    this.#world.link.close();
  }

  get #isOver(): boolean {
    return this.state.stage === "over" || this.state.stage === "refused";
  }

  #connected(connection: Connection): void {
    if (this.#isOver) return;
    this.#turn += 1;
    this.change({ connection, trouble: false });
    if (connection !== "here") this.#visit?.pause();
    else if (this.#visit) void this.#resume();
    else void this.#enter();
  }

  async #enter(): Promise<void> {
    const turn = this.#turn;
    if (!canEncrypt()) return this.#refuse("no_encryption");
    const pass = await this.#makePass();
    if (!pass || turn !== this.#turn) return;
    const answer = await this.#world.link.ask("enter", pass);
    if (this.#isOver || this.#visit) return;
    if (answer.ok) this.#begin(answer.view, answer.ticket, turn);
    else if (!isPassing(answer.code)) this.#refuse(answer.code);
    else this.#again(answer.wait_s, () => this.#enter());
  }

  /** Made once: the same page may ask again with it, and nobody else. */
  async #makePass(): Promise<Pass | null> {
    const link = this.#link;
    if (!link) return this.#pass;
    const keys = this.#keys ?? (await makeReaderKeys());
    const { chat, secret } = link;
    const public_key = toBase64(keys.publicKey);
    const [token, key] = [await tokenOf(secret), await keyOf(secret)];
    const pass = { chat, token, public_key, proof: await proofOf(key, chat, public_key) };
    if (this.#link !== link) return this.#pass;
    [this.#keys, this.#pass, this.#link] = [keys, pass, null];
    secret.fill(0);
    key.fill(0);
    return pass;
  }

  #begin(view: PartnerView, ticket: string, turn: number): void {
    if (!this.#keys) return;
    // A newer ticket may have come ahead of this answer.
    this.#ticket ??= ticket;
    this.#visit = new Visit(view, this.#keys, this.#world, {
      changed: () => this.#show(),
      refused: (failure) => this.change({ failure }),
    });
    this.#see(view);
    if (turn === this.#turn) this.#visit.resume({ missed: [], more: true });
    else if (this.#world.link.connection === "here") void this.#resume();
  }

  async #resume(): Promise<void> {
    const { visit, turn, ticket } = { visit: this.#visit, turn: this.#turn, ticket: this.#ticket };
    if (!visit || !ticket) return;
    const { last, era } = visit;
    const answer = await this.#world.link.ask("resume", { ticket, after: last, era });
    if (visit !== this.#visit || turn !== this.#turn) return;
    if (answer.ok) {
      this.#see(answer.view);
      visit.resume(answer);
    } else if (OVER.has(answer.code)) {
      this.#end();
    } else {
      this.#again(answer.wait_s, () => this.#resume());
    }
  }

  /** The store has lost our place: the same as after a new connection. */
  #returned(): void {
    if (!this.#visit) return;
    this.#turn += 1;
    this.#visit.pause();
    void this.#resume();
  }

  /** Tries again on this same connection; the next one begins by itself. */
  #again(wait: number | null | undefined, attempt: () => Promise<void>): void {
    const turn = this.#turn;
    this.#world.later(Math.max(RETRY_MS, (wait ?? 0) * 1_000), () => {
      const here = this.#world.link.connection === "here";
      if (here && turn === this.#turn && !this.#isOver) void attempt();
    });
  }

  #keep(ticket: string): void {
    if (!this.#isOver) this.#ticket = ticket;
  }

  #see(view: PartnerView): void {
    if (!this.#visit) return;
    this.#visit.see(view);
    this.#show();
  }

  #show(): void {
    if (this.#visit) this.change({ stage: "here", ...this.#visit.state });
  }

  #refuse(failure: string): void {
    this.#forget("refused");
    this.change({ failure });
    this.#world.link.close();
  }

  #end(): void {
    if (!this.#visit) return;
    this.#forget("over");
    this.#world.link.close();
  }

  #forget(stage: "over" | "refused"): void {
    this.#visit?.wipe();
    this.#link?.secret.fill(0);
    this.#visit = null;
    this.#link = null;
    this.#keys = null;
    this.#pass = null;
    this.#ticket = null;
    this.change({ ...ENTERING, connection: this.state.connection, stage });
  }
}

/** There is no such place any more. */
const OVER: ReadonlySet<string> = new Set(["no_such_chat", "not_yours"]);
