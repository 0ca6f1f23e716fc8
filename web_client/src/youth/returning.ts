// Return words on this page: made, shown once, taken back; or typed, to come back.
import { signal } from "@preact/signals";
import { returnTo, talk } from "./chat.ts";
import { failed } from "./failures.ts";
import { go } from "./place.ts";
import { fill, language, words } from "./words.ts";

/** Five words while they are shown; they are kept nowhere else. */
export const shown = signal<readonly string[]>([]);
/** What the page is busy with. */
export const doing = signal<"making" | "dropping" | "looking" | null>(null);
/** Why it did not work, in words for the person; empty where it did. */
export const trouble = signal("");
export const typed = signal("");
/** Just back: it is said once that the words still lead here. */
export const welcome = signal(false);

const { wipe } = window.leaving;
window.leaving.wipe = () => {
  wipe();
  shown.value = [];
  typed.value = "";
};

/** Each wish is a new one; what comes for an older one is not shown. */
let wish = 0;

/** The lists of words and the slow sum, fetched when somebody comes near them. */
export function fetchLists() {
  return Promise.all([import("./return_lists.ts"), import("../chat/return_keys.ts")]);
}

/** Shows five words once the server has what they lead to. */
export async function choose(): Promise<void> {
  const mine = begin("making");
  const answer = await chosen(mine).catch(() => null);
  if (mine !== wish) return;
  doing.value = null;
  if (answer) shown.value = answer;
  else trouble.value = words.value.fail.other;
}

async function chosen(mine: number): Promise<string[] | null> {
  const [lists, { returnKeys }] = await fetchLists();
  const drawn = lists.draw(language.value, (bytes) =>
    crypto.getRandomValues(new Uint8Array(bytes)),
  );
  const keys = await returnKeys(drawn);
  // Nobody would know these words: the panel was left meanwhile.
  if (mine !== wish) return null;
  const answer = await talk()?.chooseReturn(keys);
  return answer?.ok ? drawn : null;
}

/** Takes the words back; also those that nobody has seen. */
export async function takeBack(): Promise<void> {
  const mine = begin("dropping");
  const answer = await talk()?.dropReturn();
  if (mine !== wish) return;
  doing.value = null;
  if (!answer?.ok) trouble.value = words.value.fail.other;
}

/** The panel is left: the words are not shown again, and those not yet shown are not wanted. */
export function leavePanel(): void {
  const unseen = doing.value === "making";
  wish += 1;
  shown.value = [];
  doing.value = null;
  trouble.value = "";
  if (unseen) void talk()?.dropReturn();
}

/** Looks for the chat of the words typed. */
export async function comeBack(): Promise<void> {
  const mine = begin("looking");
  const said = await back().catch(() => words.value.fail.load);
  if (mine !== wish) return;
  doing.value = null;
  trouble.value = said;
  if (said) return;
  typed.value = "";
  welcome.value = true;
  go("chat");
}

/** Gives why it did not work. */
async function back(): Promise<string> {
  const { fail, returns } = words.value;
  const [{ unknown, WORDS }, { plainWords, returnKeys }] = await fetchLists();
  const given = plainWords(typed.value);
  if (given.length !== WORDS) return fill(returns.count, { n: given.length });
  const odd = unknown(typed.value);
  if (odd.length > 0) return fill(returns.unknown, { words: odd.join(", ") });
  const answer = await returnTo(await returnKeys(given));
  if (!answer || answer.ok) return "";
  if (answer.code === "no_such_chat") return returns.wrong;
  const wait = Math.ceil(answer.wait_s ?? 0);
  if (answer.code === "too_fast" && wait > 0) return fill(returns.wait, { n: wait });
  return failed(answer.code, fail);
}

/** Back to the first screen, with nothing typed. */
export function giveUp(): void {
  wish += 1;
  doing.value = null;
  trouble.value = "";
  typed.value = "";
  go("arrive");
}

function begin(what: typeof doing.value): number {
  wish += 1;
  doing.value = what;
  welcome.value = false;
  trouble.value = "";
  return wish;
}
