// Loaded after the first screen is there: sockets and keys, wired to this browser.
import { YouthSession } from "../chat/youth.ts";
import { connect } from "../link/link.ts";
import { setup } from "./setup.ts";

/** A new session on a connection of its own. */
export function open(): YouthSession {
  return new YouthSession({
    link: connect("youth", setup.way),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    now: () => Date.now(),
    later: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  });
}
