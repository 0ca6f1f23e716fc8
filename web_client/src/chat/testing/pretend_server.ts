// Behaves towards the pages as the server does: it moves what it can't read.
import type {
  CaughtUp,
  DeskChat,
  DeskView,
  Grant,
  GrantTo,
  Said,
  SetReturn,
  YouthSay,
  YouthView,
} from "../../wire/types.ts";
import { MemoryLink } from "./memory_link.ts";
import { PretendGuests } from "./pretend_guest.ts";

const OK = { ok: true };
const TRY_AGAIN = { ok: false, code: "try_again" };
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
  readonly guests = new PretendGuests(this);
  exists = false;
  grants: GrantTo[] = [];
  readonly shown = new Set<string>();
  /** What return words lead to. */
  returns: SetReturn | null = null;
  #era = 1;
  #fence = 0;
  #lost = false;

  desk(name: string): Desk {
    return new Desk(name, this);
  }

  open(desk: Desk): void {
    this.#fence += 1;
    this.seat = { fence: this.#fence, desk, publicKey: desk.publicKey, grant: null };
    this.youth.tell("keep", { ticket: `ticket-with-${desk.name}` });
    desk.link.tell("keep", { ticket: `desk-with-seat ${this.#fence}` });
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
    this.guests.link?.tell("changed", { view: this.guests.view });
    this.seat?.desk.link.tell("changed", { view: this.deskView(this.seat.desk) });
  }

  /** Once a second each page is shown how things are. */
  pulse(): void {
    if (this.exists) this.changed();
  }

  /** The store comes back with nothing in it; the desk may hear of it by a view first. */
  emptied(viewFirst: boolean): void {
    const desk = this.seat?.desk;
    this.#begin();
    this.log = [];
    this.exists = false;
    this.seat = null;
    this.#lost = true;
    if (desk && viewFirst) desk.link.tell("changed", { view: this.deskView(desk) });
    else desk?.link.tell("again", {});
    this.youth.tell("again", {});
  }

  /** A copy that lags takes over: the last messages, and what was shown of them, are gone. */
  rolledBack(messages: number): void {
    this.#begin();
    this.log.length = Math.max(0, this.log.length - messages);
    this.changed();
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
      readers: [...(reader ? [reader] : []), ...this.guests.readers],
      invited_s: this.guests.invited ? 900 : 0,
      why: null,
      next_name: null,
      nudge: 0,
      answering: true,
      era: `era-${this.#era}`,
      last: this.log.length,
    };
  }

  deskView(desk: Desk): DeskView {
    const me = { id: desk.name, name: desk.name, role: "responder" as const, ready: true, cap: 2 };
    return {
      me: { ...me, languages: ["en"], training_days: null },
      offer: null,
      chats: this.seat?.desk === desk ? [this.#deskChat(this.seat)] : [],
      colleagues: [],
      line: { state: "open", until: null, waiting: 0, longest_s: 0, not_safe: 0 },
      hand: null,
      load: { chats: 0, heavy: 0 },
      gap_s: 0,
      wrap_up: [],
      era: `era-${this.#era}`,
    };
  }

  fromYouth(name: string, frame: never): object {
    if (name === "join") {
      this.exists = true;
      return { ...OK, chat: this.chat, ticket: this.ticket, view: this.youthView };
    }
    if (name === "come_back") return this.#comeBack(frame);
    if (name === "resume" && this.#lost) this.exists = true;
    if (!this.exists) return this.#lost ? TRY_AGAIN : { ok: false, code: "no_such_chat" };
    if (name === "resume") return this.#resume(frame);
    const others = [this.seat?.desk.link, this.guests.link];
    if (name === "say") return this.take("youth", frame, ...others);
    if (name === "shown") return this.note(frame, ...others);
    if (name === "invite_partner") return this.guests.invite();
    if (name === "dismiss_partner") return this.guests.dismiss();
    if (name === "grant") return this.#grant(frame);
    if (name === "catch_up") return { ...OK, ...this.after(frame) };
    if (name === "set_return") this.returns = frame;
    if (name === "drop_return") this.returns = null;
    if (name === "leave") this.exists = false;
    return OK;
  }

  fromDesk(desk: Desk, name: string, frame: never): object {
    if (name === "arrive") return this.#arrive(desk, frame);
    if (name === "set_ready") return OK;
    if (this.#lost && !this.seat) return TRY_AGAIN;
    const { seat } = this;
    const { fence } = frame as { fence: number };
    if (!seat || seat.desk !== desk || seat.fence !== fence) {
      return { ok: false, code: "not_yours" };
    }
    if (name === "say") return this.take(`r${seat.fence}`, frame, this.youth, this.guests.link);
    if (name === "shown") return this.note(frame, this.youth);
    if (name === "catch_up") return { ...OK, ...this.after(frame) };
    if (name === "typing") this.youth.tell("typed", { reader: `r${seat.fence}`, on: true });
    if (name === "end") this.#end(seat);
    return OK;
  }

  #begin(): void {
    this.#era += 1;
    this.shown.clear();
  }

  #comeBack({ token }: { token: string }): object {
    const { returns } = this;
    if (!this.exists || returns?.token !== token) return { ok: false, code: "no_such_chat" };
    return { ...OK, blob: returns.blob };
  }

  #resume({ after, era }: { after: number; era: string }): object {
    const position = era === `era-${this.#era}` ? after : 0;
    const missed = this.after({ after: position });
    return { ...OK, chat: this.chat, view: this.youthView, ...missed };
  }

  #end(seat: Seat): void {
    this.exists = false;
    this.seat = null;
    this.youth.tell("ended", { why: "closed" });
    seat.desk.link.tell("ended", { chat: this.chat, fence: seat.fence, why: "closed" });
  }

  #arrive(desk: Desk, frame: { public_key: string; ticket: string | null }): object {
    const { public_key, ticket } = frame;
    desk.publicKey = public_key;
    if (this.#lost && !this.seat && ticket) {
      this.exists = true;
      const fence = Number(ticket.split(" ")[1]);
      this.seat = { fence, desk, publicKey: public_key, grant: null };
      this.youth.tell("changed", { view: this.youthView });
    }
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
      asked_s: 0,
      last: this.log.length,
      partner: this.guests.atDesk,
    };
  }

  /** Takes a message into the log, once, and tells the other pages. */
  take(sender: string, say: YouthSay, ...to: (MemoryLink | undefined)[]): object {
    const known = this.log.find((said) => said.cid === say.cid);
    const { cid, n, epoch, body } = say;
    const seq = known?.seq ?? this.log.length + 1;
    const said = known ?? { chat: this.chat, seq, sender, cid, n, epoch, body };
    if (!known) this.log.push(said);
    const shown = this.shown.has(cid);
    if (!shown) for (const link of to) link?.tell("said", said);
    return { ...OK, seq, shown };
  }

  note({ cids }: { cids: string[] }, ...to: (MemoryLink | undefined)[]): object {
    const known = cids.filter((cid) => this.log.some((said) => said.cid === cid));
    for (const cid of known) this.shown.add(cid);
    const shown = { chat: this.chat, cids: known };
    if (known.length > 0) for (const link of to) link?.tell("shown", shown);
    return OK;
  }

  #grant(grant: GrantTo): object {
    const { seat } = this;
    if (this.guests.grant(grant)) {
      this.grants.push(grant);
      this.changed();
      return OK;
    }
    if (!seat || `r${seat.fence}` !== grant.reader) return { ok: false, code: "not_yours" };
    this.grants.push(grant);
    seat.grant = { epoch: grant.epoch, public_key: grant.public_key, sealed: grant.sealed };
    this.changed();
    return OK;
  }

  after({ after }: { after: number }): CaughtUp {
    const missed = this.log.filter((said) => said.seq > after);
    return { missed: missed.slice(0, PAGE), more: missed.length > PAGE };
  }
}
