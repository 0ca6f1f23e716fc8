// The server's part of a practice chat, in the page itself. Like the server it moves what it can't
// read; unlike it there is one youth, one desk, no line, and nothing that is counted.
import type {
  Catalogue,
  ChatEnded,
  DeskChat,
  DeskView,
  Grant,
  Said,
  Shown,
  YouthView,
} from "../wire/types.ts";
import { toBase64 } from "./bytes.ts";
import type { Answer, FrameOf, World } from "./link.ts";
import { type Answers, answering, PageLink } from "./page_link.ts";

type YouthAsks = Catalogue["youth"]["asks"];
type DeskAsks = Catalogue["responder"]["asks"];
type Say = FrameOf<YouthAsks, "say">;
type Around = Pick<World<unknown>, "random" | "now" | "later">;

/** `let_go`: the offer was declined, or went by; `over`: the wrap-up is dealt with. */
export type Phase = "waiting" | "offered" | "open" | "let_go" | "wrapping" | "over";

/** Whose desk it is, and how long an offer stands, as the real line has it. */
export interface Seating {
  readonly me: DeskView["me"];
  readonly offer_s: number;
}

const DONE = { ok: true } as const;
const NO_CHAT = { ok: false, code: "no_such_chat" } as const;
const YOUTH = "youth";
const ERA = "practice";
const TICKET = "practice-in-the-page";
const CHAT_BYTES = 16;
/** No chat of the line has it: theirs begin with 1. */
export const FENCE = 0;
const READER = `r${FENCE}`;

export class PracticeRoom {
  readonly youth: PageLink<YouthAsks, Catalogue["youth"]["tells"]>;
  readonly desk: PageLink<DeskAsks, Catalogue["responder"]["tells"]>;
  readonly #chat: string;
  readonly #seating: Seating;
  readonly #around: Around;
  readonly #told: () => void;
  #phase: Phase = "waiting";
  #log: Said[] = [];
  readonly #shown = new Set<string>();
  #intake: DeskChat["intake"] | null = null;
  #publicKey: string | null = null;
  #grant: Grant | null = null;
  #covered = false;
  #at = { offered: 0, opened: 0, said: 0 };
  /** Since when the youth waits for an answer. */
  #askedAt: number | null = null;
  #callOff: (() => void) | null = null;

  /** `told` is called after each change of the phase. */
  constructor(seating: Seating, around: Around, told: () => void) {
    this.#seating = seating;
    this.#around = around;
    this.#told = told;
    this.#chat = toBase64(around.random(CHAT_BYTES));
    this.youth = new PageLink(answering(this.#forYouth()));
    this.desk = new PageLink(answering(this.#forDesk()));
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The youth's page is gone, or there again. */
  connect(here: boolean): void {
    this.youth.become(here ? "here" : "lost");
    this.#changed();
  }

  close(): void {
    this.#callOff?.();
    this.#log = [];
    this.#grant = null;
  }

  #forYouth(): Answers<YouthAsks> {
    return {
      join: ({ intake = {} }) => {
        this.#intake = intake;
        this.#offer();
        return { ...DONE, chat: this.#chat, ticket: TICKET, view: this.#youthView };
      },
      resume: ({ after = 0 }) => {
        this.#changed();
        return { ...DONE, chat: this.#chat, view: this.#youthView, ...this.#after(after) };
      },
      say: (said) => this.#say(YOUTH, said),
      shown: ({ cids }) => this.#note(cids, (known) => this.desk.tell("shown", known)),
      catch_up: ({ after }) => ({ ...DONE, ...this.#after(after) }),
      grant: ({ epoch, public_key, sealed }) => {
        this.#grant = { epoch, public_key, sealed };
        this.#changed();
        return DONE;
      },
      typing: ({ on }) => {
        this.desk.tell("typed", { chat: this.#chat, on });
        return DONE;
      },
      cover: ({ on }) => {
        this.#covered = on;
        this.#changed();
        return DONE;
      },
      leave: () => this.#end("left"),
    };
  }

  #forDesk(): Answers<DeskAsks> {
    return {
      arrive: ({ public_key }) => {
        this.#publicKey = public_key;
        this.#offer();
        return { ...DONE, view: this.#deskView };
      },
      accept: () => this.#answer(() => this.#open()),
      decline: () => this.#answer(() => this.#become("let_go")),
      say: (said) => this.#say(READER, said),
      shown: ({ cids }) => this.#note(cids, (known) => this.youth.tell("shown", known)),
      catch_up: ({ after }) => ({ ...DONE, ...this.#after(after) }),
      typing: ({ on }) => {
        this.youth.tell("typed", { reader: READER, on });
        return DONE;
      },
      end: () => this.#end("closed"),
      hand_over: () => this.#end("handed_over"),
      tap_out: () => this.#end("handed_over"),
      raise_hand: () => DONE,
      wrap_up: () => {
        this.#become("over");
        return DONE;
      },
    };
  }

  #become(phase: Phase): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#phase = phase;
    this.#changed();
    this.#told();
  }

  /** Both pages are here. */
  #offer(): void {
    if (this.#phase !== "waiting" || this.#intake === null || this.#publicKey === null) return;
    this.#at.offered = this.#around.now();
    this.#become("offered");
    const passes = () => this.#become("let_go");
    this.#callOff = this.#around.later(this.#seating.offer_s * 1_000, passes);
  }

  #answer(then: () => void): Answer<object> {
    if (this.#phase !== "offered") return NO_CHAT;
    then();
    return DONE;
  }

  #open(): void {
    const now = this.#around.now();
    this.#at = { ...this.#at, opened: now, said: now };
    this.#become("open");
  }

  #end(why: ChatEnded["why"]): Answer<object> {
    if (this.#phase !== "open") return NO_CHAT;
    this.#log = [];
    this.#grant = null;
    if (why !== "left") this.youth.tell("ended", { why: "closed" });
    this.desk.tell("ended", { chat: this.#chat, fence: FENCE, why });
    this.#become("wrapping");
    return DONE;
  }

  #say(sender: string, { cid, n, epoch, body }: Say): Answer<{ seq: number; shown: boolean }> {
    if (this.#phase === "wrapping" || this.#phase === "over") return NO_CHAT;
    const known = this.#log.find((said) => said.cid === cid);
    const seq = known?.seq ?? this.#log.length + 1;
    const said = known ?? { chat: this.#chat, seq, sender, cid, n, epoch, body };
    if (!known) {
      this.#log.push(said);
      this.#at.said = this.#around.now();
      this.#askedAt = sender === YOUTH ? (this.#askedAt ?? this.#at.said) : null;
    }
    if (sender === YOUTH) this.desk.tell("said", said);
    else this.youth.tell("said", said);
    return { ...DONE, seq, shown: this.#shown.has(cid) };
  }

  #note(cids: readonly string[], tell: (known: Shown) => void): Answer<object> {
    const known = cids.filter((cid) => this.#log.some((said) => said.cid === cid));
    for (const cid of known) this.#shown.add(cid);
    const [first, ...others] = known;
    if (first !== undefined) tell({ chat: this.#chat, cids: [first, ...others] });
    return DONE;
  }

  #after(after: number): { missed: Said[]; more: boolean } {
    return { missed: this.#log.filter((said) => said.seq > after), more: false };
  }

  #changed(): void {
    this.youth.tell("changed", { view: this.#youthView });
    this.desk.tell("changed", { view: this.#deskView });
  }

  get #youthView(): YouthView {
    const { id, name, role } = { ...this.#seating.me, id: READER };
    const reader = { id, name, role, public_key: this.#publicKey, link: "here" as const };
    const phase = this.#phase === "open" || this.#phase === "offered" ? this.#phase : "waiting";
    return {
      phase,
      ahead: null,
      wait: null,
      readers: phase === "open" ? [reader] : [],
      why: null,
      next_name: null,
      nudge: 0,
      answering: true,
      era: ERA,
      last: this.#log.length,
    };
  }

  get #deskView(): DeskView {
    return {
      me: this.#seating.me,
      offer: this.#phase === "offered" ? this.#offered : null,
      chats: this.#phase === "open" ? [this.#held] : [],
      colleagues: [],
      line: { state: "open", until: null, waiting: 0, longest_s: 0, not_safe: 0 },
      hand: null,
      load: { chats: 0, heavy: 0 },
      gap_s: 0,
      wrap_up: this.#phase === "wrapping" ? [FENCE] : [],
      era: ERA,
    };
  }

  get #offered(): NonNullable<DeskView["offer"]> {
    const passed = this.#since(this.#at.offered);
    return {
      chat: this.#chat,
      fence: FENCE,
      intake: this.#intake ?? {},
      waited_s: passed,
      left_s: Math.max(0, this.#seating.offer_s - passed),
      by_name: false,
    };
  }

  get #held(): DeskChat {
    return {
      chat: this.#chat,
      fence: FENCE,
      reader: READER,
      intake: this.#intake ?? {},
      youth_link: this.youth.connection === "here" ? "here" : "away",
      covered: this.#covered,
      grant: this.#grant,
      open_s: this.#since(this.#at.opened),
      quiet_s: this.#since(this.#at.said),
      asked_s: this.#askedAt === null ? 0 : this.#since(this.#askedAt),
      last: this.#log.length,
    };
  }

  #since(moment: number): number {
    return Math.floor((this.#around.now() - moment) / 1_000);
  }
}
