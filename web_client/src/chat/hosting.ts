// The responder's side of a partner in the chat: asks the youth, makes the link, introduces.
import type { DeskPartner } from "../wire/types.ts";
import type { Bytes } from "./bytes.ts";
import { type Guest, type Invite, LINK_BYTES, writeLink } from "./invite.ts";

/**
 * `asked`: the youth has not answered. `refused`: they would rather not. `invited`: the link waits to
 * be opened. `over`: nobody opened it in time, or the youth took the yes back. `coming`: it was
 * opened, and the youth's page lets them in next. `in`: they read.
 */
export type HostStage = "none" | "asked" | "refused" | "invited" | "over" | "coming" | "in";

export interface HostState {
  readonly stage: HostStage;
  /** Null on a page that was loaded after the youth was asked. */
  readonly guest: Guest | null;
  /** What stands behind the `#` of the link; only while it is of use. */
  readonly link: string | null;
  /** How long it is, in seconds. */
  readonly left_s: number;
  readonly here: boolean;
  /** The youth has been asked to go on with the partner alone. */
  readonly leaving: boolean;
}

export class Hosting {
  readonly #chat: string;
  #invite: Invite | null = null;
  #answer: boolean | null = null;
  #known = false;
  #over = false;
  #introduced = false;
  #view: DeskPartner | null = null;

  constructor(chat: string) {
    this.#chat = chat;
  }

  get state(): HostState {
    const { stage } = this;
    const link = stage === "invited" && this.#invite ? writeLink(this.#linkOf(this.#invite)) : null;
    return {
      stage,
      guest: this.#invite && { name: this.#invite.name, service: this.#invite.service },
      link,
      left_s: this.#view?.invited_s ?? 0,
      here: this.#view?.reader !== null && this.#view?.link === "here",
      leaving: this.#view?.leaving ?? false,
    };
  }

  get stage(): HostStage {
    const view = this.#view;
    if (view?.reader) return view.epoch === null ? "coming" : "in";
    if (view) return "invited";
    if (!this.#invite) return "none";
    if (this.#over) return "over";
    return this.#answer === false ? "refused" : "asked";
  }

  /** Gives the question to be sent to the youth; a new one takes the place of the one before. */
  ask(guest: Guest, introduction: string, random: (bytes: number) => Bytes): Invite {
    const { name, service } = guest;
    this.#invite = { name, service, introduction, secret: random(LINK_BYTES) };
    this.#answer = null;
    this.#known = false;
    this.#over = false;
    this.#introduced = false;
    return this.#invite;
  }

  answered(yes: boolean): void {
    this.#answer = yes;
  }

  /** Takes what the server says; `newest`: the epoch this page writes in. Gives words to be said. */
  see(view: DeskPartner | null, newest: number | null): string | null {
    const had = this.#view;
    this.#view = view;
    if (view) this.#known = true;
    else if (this.#known && had) this.#over = true;
    return this.#due(newest);
  }

  /** The introduction, once the partner and this page read the same epoch. */
  #due(newest: number | null): string | null {
    const epoch = this.#view?.epoch ?? null;
    if (epoch === null || newest === null || newest < epoch || this.#introduced) return null;
    this.#introduced = true;
    return this.#invite?.introduction || null;
  }

  wipe(): void {
    this.#invite?.secret.fill(0);
    this.#invite = null;
    this.#view = null;
  }

  #linkOf({ secret }: Invite) {
    return { chat: this.#chat, secret };
  }
}
