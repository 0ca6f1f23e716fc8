// Ending a chat: what was written is forgotten at once, and the server is told until it has heard,
// also when the connection is lost just then. It ends for good, whatever return words there are.
import { signal } from "@preact/signals";
import { talk } from "./chat.ts";

/** The chat is gone from this page, and the server could not be told so yet. */
export const untold = signal(false);

const LATE_MS = 1_000;
const AGAIN_MS = 3_000;
const FOR_GOOD = "!";

export async function end(): Promise<void> {
  const { leaving } = window;
  const ticket = leaving.ticket && leaving.ticket + FOR_GOOD;
  const told = talk()?.leave();
  // An exit in the meantime tells the server too.
  leaving.ticket = ticket;
  const late = setTimeout(() => {
    untold.value = true;
  }, LATE_MS);
  if (!(await told)) await tell(ticket);
  clearTimeout(late);
  untold.value = false;
  if (leaving.ticket === ticket) leaving.ticket = "";
}

async function tell(ticket: string): Promise<void> {
  while (!(await heard(ticket))) await new Promise((next) => setTimeout(next, AGAIN_MS));
}

async function heard(ticket: string): Promise<boolean> {
  try {
    return (await fetch("/end", { method: "POST", body: ticket })).ok;
  } catch {
    return false;
  }
}
