// The consent of the youth, from the card to the session: the words are theirs to change first.
import { effect, signal } from "@preact/signals";
import type { YouthAnswer } from "../chat/youth_hand_off.ts";
import type { YouthsHandOff } from "../chat/youth_state.ts";
import { chat, talk } from "./chat.ts";
import { closePanel } from "./place.ts";
import { language } from "./words.ts";

/** The words as the youth has changed them so far, and of which question. */
const edited = signal<{ id: string; words: string } | null>(null);
/** What has ended and been read. */
export const putAway = signal("");
/** The youth has just answered: what was pressed is not there any more. */
export const answered = signal(false);

// They go with the question, and so with the chat, however that ends.
effect(() => {
  if (edited.value && chat.value?.handOff?.id !== edited.value.id) edited.value = null;
});

export function wordsOf({ id, words }: YouthsHandOff): string {
  return edited.value?.id === id ? edited.value.words : words;
}

export function edit(id: string, words: string): void {
  edited.value = { id, words };
}

export function answer(given: YouthAnswer): void {
  answered.value = true;
  talk()?.answer(given);
  closePanel();
}

/** Until when it counts, by the clock of this phone. */
export function untilOf({ until }: YouthsHandOff): string {
  const style = { hour: "numeric", minute: "2-digit" } as const;
  return new Date(until).toLocaleTimeString(language.value, style);
}
