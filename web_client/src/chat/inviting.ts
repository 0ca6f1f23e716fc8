// The youth's side of a partner in the chat: the question, the yes, and who is let in by it. What
// the server says of a partner counts for nothing here without the proof that only the link gives.
import type { Reader } from "../wire/types.ts";
import type { Bytes } from "./bytes.ts";
import { type Guest, hashOf, type Invite, keyOf, proofOf, tokenOf } from "./invite.ts";
import { isPassing, NOT_NOW, type Verdict, type World } from "./link.ts";
import { OURS } from "./ours.ts";

/** "May somebody of X join?", who is awaited, and who was not let in. A service "" is our own. */
export interface PartnerState {
  readonly question: (Guest & { readonly introduction: string; readonly from: string }) | null;
  /** The youth has said yes: somebody may come by the link. */
  readonly awaited: Guest | null;
  /** Somebody came in a way that did not fit the yes, and was turned away. */
  readonly turnedAway: boolean;
}

interface Asks {
  invite: (tokenHash: string) => Promise<Verdict>;
  dismiss: () => Promise<Verdict>;
  /** Tells the responder, sealed. */
  answer: (yes: boolean) => void;
  changed: () => void;
}

/** What was asked, by whom (null: somebody who is not in the chat), and who is told the answer. */
interface Asked {
  readonly invite: Invite;
  readonly by: string | null;
  readonly from: string;
  /** The key of a supervisor's page. */
  readonly page?: string;
  readonly tell: (yes: boolean) => void;
}

/** Tells a supervisor: what their link is made of, or null for a no. */
export type TellLead = (secret: Bytes | null) => void;

interface Accepted {
  readonly guest: Guest;
  readonly key: Bytes;
  /** The server has said that it knows the link. */
  known: boolean;
}

interface Let {
  readonly guest: Guest;
  readonly key: string;
}

const RETRY_MS = 1_000;
const YES: Verdict = { ok: true };

export const NO_PARTNER: PartnerState = { question: null, awaited: null, turnedAway: false };

/** Partners have ids of their own kind. */
export function isPartner(reader: string): boolean {
  return reader.startsWith("p");
}

export class Inviting {
  readonly #chat: string;
  readonly #later: World<unknown>["later"];
  readonly #asks: Asks;
  readonly #let = new Map<string, Let>();
  readonly #out = new Set<string>();
  readonly #checking = new Set<string>();
  /** By the key of a supervisor's page: what they are told when they ask once more. */
  readonly #told = new Map<string, Bytes | null>();
  #asked: Asked | null = null;
  #accepted: Accepted | null = null;
  #here: readonly string[] = [];
  #turnedAway = false;
  #busy = false;

  constructor(chat: string, later: World<unknown>["later"], asks: Asks) {
    this.#chat = chat;
    this.#later = later;
    this.#asks = asks;
  }

  get state(): PartnerState {
    const asked = this.#asked;
    const { name, service, introduction } = asked?.invite ?? NOBODY;
    return {
      question: asked && { name, service, introduction, from: asked.from },
      awaited: this.#accepted?.guest ?? null,
      turnedAway: this.#turnedAway,
    };
  }

  /** The service of a partner who was let in. */
  service(reader: string): string | undefined {
    return this.#let.get(reader)?.guest.service;
  }

  /** A responder asks; a newer question takes the place of an older one. */
  ask(invite: Invite, by: string, from: string): void {
    this.#asked = { invite, by, from, tell: (yes) => this.#asks.answer(yes) };
    this.#turnedAway = false;
  }

  /** A supervisor asks to be let in by a link of ours; asking again changes no answer. */
  askLead(name: string, page: string, secret: Bytes, tell: TellLead): void {
    const told = this.#told.get(page);
    if (told !== undefined) {
      tell(told);
      return;
    }
    const known = this.#asked?.page === page ? this.#asked.invite : null;
    const invite = known ?? { name, service: OURS, introduction: "", secret };
    const answer = (yes: boolean) => {
      this.#told.set(page, yes ? invite.secret : null);
      tell(yes ? invite.secret : null);
    };
    this.#asked = { invite, by: null, from: name, page, tell: answer };
    this.#turnedAway = false;
    this.#asks.changed();
  }

  async answer(yes: boolean): Promise<Verdict> {
    const asked = this.#asked;
    if (!asked) return NOT_NOW;
    const { name, service, secret } = asked.invite;
    const answer = yes ? await this.#invite({ name, service }, secret) : YES;
    if (!answer.ok || asked !== this.#asked) return answer;
    this.#asked = null;
    asked.tell(yes);
    this.#asks.changed();
    return answer;
  }

  /** Takes the yes back, and whoever has come by it is out: at once here, then at the server. */
  dismiss(): Promise<Verdict> {
    for (const reader of this.#here) this.#out.add(reader);
    this.#accepted = null;
    const answer = this.#sendAway();
    this.#asks.changed();
    return answer;
  }

  /**
   * Takes who takes part; gives them as this page knows them. A partner whose proof is not checked
   * yet has no key; one who is out, or whom nobody awaits, is not there at all. `invited`: the
   * server knows of a link.
   */
  meet(readers: readonly Reader[], invited: boolean): Reader[] {
    const partners = readers.filter(({ role }) => role === "partner");
    this.#here = partners.map(({ id }) => id);
    this.#mindLink(invited);
    const by = this.#asked?.by ?? null;
    if (by !== null && !readers.some(({ id }) => id === by)) this.#asked = null;
    if (partners.some(({ id }) => this.#out.has(id))) void this.#sendAway();
    const known = readers.map((reader) => this.#known(reader));
    return known.filter((reader) => reader !== null);
  }

  wipe(): void {
    this.#asked?.invite.secret.fill(0);
    for (const secret of this.#told.values()) secret?.fill(0);
    this.#told.clear();
    this.#accepted?.key.fill(0);
    this.#asked = null;
    this.#accepted = null;
    this.#let.clear();
    this.#here = [];
  }

  async #invite(guest: Guest, secret: Bytes): Promise<Verdict> {
    const accepted: Accepted = { guest, key: await keyOf(secret), known: false };
    // Taken as said before the server knows: whoever is quick must not be taken for a stranger.
    this.#accepted = accepted;
    const answer = await this.#asks.invite(await hashOf(await tokenOf(secret)));
    if (!answer.ok && this.#accepted === accepted) this.#accepted = null;
    return answer;
  }

  /** A link that nobody has opened in time is over. */
  #mindLink(invited: boolean): void {
    const accepted = this.#accepted;
    if (!accepted) return;
    if (invited) accepted.known = true;
    else if (accepted.known && this.#here.length === 0) this.#accepted = null;
  }

  #known(reader: Reader): Reader | null {
    if (reader.role !== "partner") return reader;
    if (this.#out.has(reader.id)) return null;
    const known = this.#let.get(reader.id);
    if (known && known.key === reader.public_key) return { ...reader, name: known.guest.name };
    void this.#check(reader);
    const awaited = this.#accepted?.guest;
    return awaited ? { ...reader, name: awaited.name, public_key: null } : null;
  }

  /** Lets one page in for each yes, and only one that was given the link. */
  async #check(reader: Reader): Promise<void> {
    const accepted = this.#accepted;
    const { id, public_key: key, proof } = reader;
    if (this.#checking.has(id)) return;
    this.#checking.add(id);
    const wanted = accepted && key && (await proofOf(accepted.key, this.#chat, key));
    this.#checking.delete(id);
    const fits = wanted && wanted === proof && accepted === this.#accepted && !this.#out.has(id);
    if (fits && accepted) {
      this.#accepted = null;
      this.#let.set(id, { guest: accepted.guest, key });
    } else {
      this.#turnedAway ||= !this.#out.has(id);
      this.#out.add(id);
    }
    this.#asks.changed();
  }

  async #sendAway(): Promise<Verdict> {
    if (this.#busy) return YES;
    this.#busy = true;
    const answer = await this.#asks.dismiss();
    this.#busy = false;
    const still = this.#here.some((id) => this.#out.has(id));
    if (!answer.ok && isPassing(answer.code) && still) {
      this.#later(RETRY_MS, () => void this.#sendAway());
    }
    return answer;
  }
}

const NOBODY = { name: "", service: "", introduction: "" };
