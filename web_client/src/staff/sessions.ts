// Opens the sessions of the pure core with what this browser has: a socket, dice and a clock.
import { DeskSession } from "../chat/desk.ts";
import { FloorSession } from "../chat/floor.ts";
import { type Play, PracticeSession } from "../chat/practice_session.ts";
import { connect } from "../link/link.ts";
import type { Way } from "../wire/types.ts";
import * as doors from "./doors.ts";

const world = {
  random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  now: () => performance.now(),
  later: (ms: number, then: () => void) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** A responder's desk, connecting. */
export function openDesk(way: Way): DeskSession {
  return new DeskSession({ ...world, link: connect("responder", way, freshToken) });
}

/** A supervisor's floor, connecting. */
export function openFloor(way: Way): FloorSession {
  return new FloorSession({ ...world, link: connect("supervisor", way, freshToken) });
}

/** A practice chat; it has no connection, since it never leaves this page. */
export function openPractice(play: Play): PracticeSession {
  return new PracticeSession(play, world);
}

// A token is good for a minute, so each connect asks for one. No answer must not read as "signed
// out": only the server's own no may end the session.
async function freshToken(): Promise<Record<string, string>> {
  const answer = await doors.session();
  if (answer.ok) return { token: answer.value.token };
  if (answer.refusal.code === "not_signed_in") return { token: "" };
  throw new Error("no token yet");
}
