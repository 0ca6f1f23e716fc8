// Both pages of a chat, with the pretend server between them.
import { DeskSession } from "../desk.ts";
import { readLink } from "../invite.ts";
import type { DeskLink, Link, PartnerLink, World, YouthLink } from "../link.ts";
import { PartnerSession } from "../partner.ts";
import { YouthSession } from "../youth.ts";
import type { Message } from "../youth_state.ts";
import { Clock } from "./clock.ts";
import type { MemoryLink } from "./memory_link.ts";
import { type Desk, PretendServer } from "./pretend_server.ts";

export class Pages {
  readonly clock = new Clock();
  readonly server = new PretendServer();
  readonly random: World<unknown>["random"];
  readonly youth: YouthSession;

  constructor(random: World<unknown>["random"]) {
    this.random = random;
    this.youth = new YouthSession(this.#world<YouthLink>(this.server.youth));
  }

  /** A responder's page; called with a desk that is there already, it is that page reloaded. */
  desk(desk: Desk): DeskSession {
    return new DeskSession(this.#world<DeskLink>(desk.link));
  }

  /** Somebody opens a link: what stands behind its `#`. */
  partner(fragment: string, link: MemoryLink = this.server.guests.page()): PartnerSession {
    const opened = readLink(fragment);
    if (!opened) throw new Error("no link");
    return new PartnerSession(this.#world<PartnerLink>(link), opened);
  }

  #world<L>(link: MemoryLink): World<L> {
    const { random, clock } = this;
    const { now, later } = clock;
    return { link: link as Link<never, never> as L, random, now, later };
  }
}

/** What a page shows, in short: `*` stands before a gap, `?` for what does not open. */
export function words(state: { readonly messages: readonly Message[] } | undefined): string[] {
  const messages = state?.messages ?? [];
  return messages.map(({ text, unreadable, gapBefore }) =>
    [gapBefore ? "*" : "", unreadable ? "?" : text].join(""),
  );
}
