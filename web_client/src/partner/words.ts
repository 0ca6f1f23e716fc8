// The words of a partner's page, in the language of the browser or as chosen.
import { signal } from "@preact/signals";
import type { Language } from "../wire/types.ts";
import en from "./text/en.json";
import es from "./text/es.json";

export type TextKey = keyof typeof en;

export const LANGUAGES: readonly Language[] = ["en", "es"];

const TEXTS: Record<Language, Record<TextKey, string>> = { en, es };

export const language = signal<Language>("en");

/** Takes a key and what goes into its slots; gives the sentence in the page's language. */
export function say(key: TextKey, slots: Record<string, string | number> = {}): string {
  return TEXTS[language.value][key].replace(/\{(\w+)\}/g, (slot, name: string) =>
    String(slots[name] ?? slot),
  );
}

/** Takes the browser's languages; gives the first one the page can speak. */
export function firstLanguage(wanted: readonly string[]): Language {
  const short = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return LANGUAGES.find((known) => known === short.find((tag) => tag in TEXTS)) ?? "en";
}
