// What the server hands out in both languages, as the player takes it: in one.
import type { Script, ScriptLine } from "../../chat/practice.ts";
import type { PracticeLine, PracticeScenario } from "../../wire/types.ts";
import type { Language } from "../words.ts";

/** Takes a scenario and a language; gives the script to play. */
export function scriptOf({ beats }: PracticeScenario, tongue: Language): Script {
  const said = (lines: readonly PracticeLine[]): ScriptLine[] =>
    lines.map(({ text, after_s }) => ({ text: text[tongue] ?? "", after_s }));
  return beats.map(({ lines, replies, if_quiet, does }) => ({
    lines: said(lines),
    replies,
    if_quiet: if_quiet && { after_s: if_quiet.after_s, lines: said(if_quiet.lines) },
    does,
  }));
}
