// Every sentence a youth may read, in the language chosen. English comes with the page; the others
// only when they are wanted.
import { signal } from "@preact/signals";
import en from "../text/en.json";
import type { Language } from "../wire/types.ts";

export type Words = typeof en;

const LATER: Record<Exclude<Language, "en">, () => Promise<{ default: Words }>> = {
  es: () => import("../text/es.json"),
};

export const language = signal<Language>("en");
export const words = signal<Words>(en);

/** Changes the language of the page; where its words can't be had, the old one stays. */
export async function speak(next: Language): Promise<void> {
  try {
    const found = next === "en" ? en : (await LATER[next]()).default;
    words.value = found;
    language.value = next;
    document.documentElement.lang = next;
  } catch {
    // The page in another language is better than no page.
  }
}

/** Fetches all languages, so that a change of language asks nobody any more. */
export async function fetchAll(): Promise<void> {
  await Promise.allSettled(Object.values(LATER).map((fetch) => fetch()));
}

/** Puts values into a sentence: "{n} people" with `{ n: 2 }` is "2 people". */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}
