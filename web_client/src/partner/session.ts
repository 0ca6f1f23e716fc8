// Loaded when the link is opened: sockets and keys, wired to this browser.
import type { JoinLink } from "../chat/invite.ts";
import { PartnerSession } from "../chat/partner.ts";
import { connect } from "../link/link.ts";
import type { Way } from "../wire/types.ts";

/** Opens the link on a connection of its own. */
export function open(way: Way, opened: JoinLink): PartnerSession {
  const world = {
    link: connect("partner", way),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
    now: () => Date.now(),
    later: (ms: number, then: () => void) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  };
  return new PartnerSession(world, opened);
}
