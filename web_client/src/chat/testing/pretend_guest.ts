// The pretend server's part for a partner: it moves what it can't read, and opens each link once.
import type { DeskPartner, Grant, GrantTo, PartnerView, Reader } from "../../wire/types.ts";
import { MemoryLink } from "./memory_link.ts";
import type { PretendServer } from "./pretend_server.ts";

const OK = { ok: true };
const GONE = { ok: false, code: "no_such_chat" };

/** Whoever came by a link. */
interface Guest {
  readonly id: string;
  readonly link: MemoryLink;
  readonly publicKey: string;
  proof: string;
  grant: Grant | null;
}

export class PretendGuests {
  readonly #server: PretendServer;
  /** The youth has said yes, and nobody has come by it. */
  invited = false;
  guest: Guest | null = null;
  /** A server that says yes to a youth who sends the partner away, and does not do it. */
  stubborn = false;
  #came = 100;

  constructor(server: PretendServer) {
    this.#server = server;
  }

  /** A partner's page. */
  page(): MemoryLink {
    const link: MemoryLink = new MemoryLink((ask, frame) => this.#fromPartner(link, ask, frame));
    return link;
  }

  /** Somebody is put there whom no page let in. */
  smuggle(publicKey: string, proof: string): MemoryLink {
    const link = this.page();
    this.#seat(link, publicKey, proof);
    return link;
  }

  get link(): MemoryLink | undefined {
    return this.guest?.link;
  }

  get readers(): Reader[] {
    if (!this.guest) return [];
    const { id, publicKey, proof } = this.guest;
    return [{ id, name: "", role: "partner", public_key: publicKey, link: "here", proof }];
  }

  get atDesk(): DeskPartner | null {
    if (!this.guest && !this.invited) return null;
    return {
      invited_s: this.invited ? 900 : 0,
      reader: this.guest?.id ?? null,
      link: "here",
      epoch: this.guest?.grant?.epoch ?? null,
      leaving: false,
    };
  }

  get view(): PartnerView {
    const { chat, seat, log, youthView } = this.#server;
    return {
      chat,
      reader: this.guest?.id ?? "p0",
      youth_link: "here",
      covered: false,
      responder: seat?.desk.name ?? null,
      grant: this.guest?.grant ?? null,
      last: log.length,
      era: youthView.era,
    };
  }

  invite(): object {
    this.invited = true;
    this.#server.changed();
    return OK;
  }

  /** The partner is out, and the link leads nowhere. */
  dismiss(): object {
    if (this.stubborn) return OK;
    const { link } = this;
    this.guest = null;
    this.invited = false;
    link?.tell("ended", {});
    this.#server.changed();
    return OK;
  }

  /** Whether the grant was for whoever is here. */
  grant({ reader, epoch, public_key, sealed }: GrantTo): boolean {
    if (this.guest?.id !== reader) return false;
    this.guest.grant = { epoch, public_key, sealed };
    return true;
  }

  #fromPartner(link: MemoryLink, name: string, frame: never): object {
    if (name === "enter") return this.#enter(link, frame);
    const { guest } = this;
    const server = this.#server;
    if (guest?.link !== link) return { ok: false, code: "not_yours" };
    if (name === "resume") return { ...OK, view: this.view, ...server.after(frame) };
    if (name === "say") return server.take(guest.id, frame, server.youth, server.seat?.desk.link);
    if (name === "shown") return server.note(frame, server.youth);
    if (name === "catch_up") return { ...OK, ...server.after(frame) };
    if (name === "leave") this.dismiss();
    return OK;
  }

  #enter(link: MemoryLink, frame: { public_key: string; proof: string }): object {
    const again = this.guest?.publicKey === frame.public_key;
    if (!again && !this.invited) return GONE;
    if (!again) this.#seat(link, frame.public_key, frame.proof);
    return { ...OK, ticket: "ticket-of-a-partner", view: this.view };
  }

  #seat(link: MemoryLink, publicKey: string, proof: string): void {
    this.#came += 1;
    this.invited = false;
    this.guest = { id: `p${this.#came}`, link, publicKey, proof, grant: null };
    this.#server.changed();
  }
}
