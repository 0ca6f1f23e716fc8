// From the text box to the session: a soft question first where the words could tell who it is.
import { signal } from "@preact/signals";
import { draft, talk } from "./chat.ts";
import { identifies, type Kind } from "./identify.ts";

/** What the words in the box seem to tell; empty when nothing is to be asked. */
export const telling = signal<readonly Kind[]>([]);
/** The last try could not be sealed; the words are still in the box. */
export const unsent = signal(false);

export function write(text: string): void {
  draft.value = text;
  telling.value = [];
  unsent.value = false;
  talk()?.typing(text !== "");
}

/** Back to the words, to make them tell less. */
export function change(): void {
  telling.value = [];
}

/** Sends what is in the box, unless it tells something and nobody has said "send it" yet. */
export function send(knowing: boolean): void {
  telling.value = knowing ? [] : identifies(draft.value);
  if (telling.value.length > 0) return;
  const said = talk()?.say(draft.value) ?? "no_key";
  unsent.value = said === "no_key";
  if (said === "said") write("");
}
