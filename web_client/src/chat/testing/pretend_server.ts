// Behaves towards the pages as the server does: it moves what it can't read.
import type {
  CaughtUp,
  DeskChat,
  DeskView,
  Grant,
  GrantTo,
  Said,
  YouthSay,
  YouthView,
} from "../../wire/types.ts";
import { MemoryLink } from "./memory_link.ts";

const OK = { ok: true };
const PAGE = 50;

interface Seat {
  fence: number;
  desk: Desk;
  publicKey: string;
  grant: Grant | null;
}

/** A responder's page, as the server knows it. */
export class Desk {
  readonly name: string;
  readonly link: MemoryLink;
  publicKey = "";

  constructor(name: string, server: PretendServer) {
    this.name = name;
    this.link = new MemoryLink((ask, frame) => server.fromDesk(this, ask, frame));
  }
}

/** One chat, one youth, and whoever is given the seat. */
export class PretendServer {
  readonly chat = "chat-0123456789abcdef";
  readonly ticket = "ticket-0123456789";
  readonly youth = new MemoryLink((name, frame) => this.fromYouth(name, frame));
  log: Said[] = [];
  seat: Seat | null = null;
  exists = false;
  grants: GrantTo[] = [];
  #fence = 0;

  desk(name: string): Desk {
    return new Desk(name, this);
  }

  open(desk: Desk): void {
    this.#fence += 1;
    this.seat = { fence: this.#fence, desk, publicKey: desk.publicKey, grant: null };
    this.changed();
  }

  /** The seat is given up; the youth waits again. */
  free(): void {
    const seat = this.seat;
    this.seat = null;
    this.changed();
    const ended = { chat: this.chat, fence: seat?.fence, why: "handed_over" };
    seat?.desk.link.tell("ended", ended);
  }

  changed(): void {
    this.youth.tell("changed", { view: this.youthView });
    this.seat?.desk.link.tell("changed", { view: this.deskView(this.seat.desk) });
  }

  get youthView(): YouthView {
    const { seat } = this;
    const reader = seat && {
      id: `r${seat.fence}`,
      name: seat.desk.name,
      role: "responder" as const,
      public_key: seat.publicKey,
      link: "here" as const,
    };
    return {
      phase: reader ? "open" : "waiting",
      ahead: reader ? null : 0,
      wait: null,
      readers: reader ? [reader] : [],
      why: null,
      next_name: null,
      nudge: 0,
      answering: true,
    };
  }

  deskView(desk: Desk): DeskView {
    const me = { id: desk.name, name: desk.name, role: "responder" as const, ready: true, cap: 2 };
    return {
      me: { ...me, languages: ["en"] },
      offer: null,
      chats: this.seat?.desk === desk ? [this.#deskChat(this.seat)] : [],
      colleagues: [],
      line: { state: "open", waiting: 0, longest_s: 0, not_safe: 0 },
      wrap_up: [],
    };
  }

  fromYouth(name: string, frame: never): object {
    if (name === "join") {
      this.exists = true;
      return { ...OK, chat: this.chat, ticket: this.ticket, view: this.youthView };
    }
    if (!this.exists) return { ok: false, code: "no_such_chat" };
    if (name === "resume") {
      return { ...OK, chat: this.chat, view: this.youthView, ...this.#after(frame) };
    }
    if (name === "say") return this.#say("youth", frame, this.seat?.desk.link);
    if (name === "grant") return this.#grant(frame);
    if (name === "catch_up") return { ...OK, ...this.#after(frame) };
    if (name === "leave") this.exists = false;
    return OK;
  }

  fromDesk(desk: Desk, name: string, frame: never): object {
    if (name === "arrive") return this.#arrive(desk, frame);
    const { seat } = this;
    const { fence } = frame as { fence: number };
    if (!seat || seat.desk !== desk || seat.fence !== fence) {
      return { ok: false, code: "not_yours" };
    }
    if (name === "say") return this.#say(`r${seat.fence}`, frame, this.youth);
    if (name === "catch_up") return { ...OK, ...this.#after(frame) };
    if (name === "typing") this.youth.tell("typed", { reader: `r${seat.fence}`, on: true });
    if (name === "end") this.#end(seat);
    return OK;
  }

  #end(seat: Seat): void {
    this.exists = false;
    this.seat = null;
    this.youth.tell("ended", { why: "closed" });
    seat.desk.link.tell("ended", { chat: this.chat, fence: seat.fence, why: "closed" });
  }

  #arrive(desk: Desk, { public_key }: { public_key: string }): object {
    desk.publicKey = public_key;
    if (this.seat?.desk === desk && this.seat.publicKey !== public_key) {
      this.seat = { ...this.seat, publicKey: public_key, grant: null };
      this.youth.tell("changed", { view: this.youthView });
    }
    return { ...OK, view: this.deskView(desk) };
  }

  #deskChat(seat: Seat): DeskChat {
    return {
      chat: this.chat,
      fence: seat.fence,
      reader: `r${seat.fence}`,
      intake: {},
      youth_link: "here",
      covered: false,
      grant: seat.grant,
      open_s: 0,
      quiet_s: 0,
    };
  }

  #say(sender: string, say: YouthSay, to: MemoryLink | undefined): object {
    const known = this.log.find((said) => said.cid === say.cid);
    if (known) return { ...OK, seq: known.seq };
    const { cid, n, epoch, body } = say;
    const said = { chat: this.chat, seq: this.log.length + 1, sender, cid, n, epoch, body };
    this.log.push(said);
    to?.tell("said", said);
    return { ...OK, seq: said.seq };
  }

  #grant(grant: GrantTo): object {
    const { seat } = this;
    if (!seat || `r${seat.fence}` !== grant.reader) return { ok: false, code: "not_yours" };
    this.grants.push(grant);
    seat.grant = { epoch: grant.epoch, public_key: grant.public_key, sealed: grant.sealed };
    this.changed();
    return OK;
  }

  #after({ after }: { after: number }): CaughtUp {
    const missed = this.log.filter((said) => said.seq > after);
    return { missed: missed.slice(0, PAGE), more: missed.length > PAGE };
  }
}
