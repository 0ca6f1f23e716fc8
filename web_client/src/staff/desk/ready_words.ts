// The ready words and numbers, asked for once when the desk opens.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSetup, HelpNumber } from "../../wire/types.ts";
import { deskSetup } from "../doors.ts";
import type { Language } from "../words.ts";

export type ReadyWords = {
  readonly setup: Signal<DeskSetup | null>;
  readonly failed: Signal<boolean>;
  readonly load: () => Promise<void>;
};

/** Loads them, and again when asked to. */
export function useReadyWords(): ReadyWords {
  const setup = useSignal<DeskSetup | null>(null);
  const failed = useSignal(false);
  async function load(): Promise<void> {
    failed.value = false;
    const answer = await deskSetup();
    if (answer.ok) setup.value = answer.value;
    else failed.value = true;
  }
  useEffect(() => void load(), []);
  return { setup, failed, load };
}

// These lines go to the youth, so they stand here with both languages, not among the staff's words.
const CALL = { en: "call {call}", es: "llama al {call}" };
const TEXT = { en: "text {to}", es: "manda un mensaje de texto al {to}" };
const WORD = { en: "text {word} to {to}", es: "manda {word} por mensaje de texto al {to}" };
const OR = { en: " or ", es: " o " };

/** Takes a place to get help; gives the line that names it and how to reach it. */
export function numberLine(place: HelpNumber, language: Language): string {
  const ways = [];
  if (place.call) ways.push(CALL[language].replace("{call}", place.call));
  if (place.text_to) {
    const how = (place.text_word ? WORD : TEXT)[language];
    ways.push(how.replace("{word}", place.text_word ?? "").replace("{to}", place.text_to));
  }
  return ways.length === 0 ? place.name : `${place.name}: ${ways.join(OR[language])}`;
}
