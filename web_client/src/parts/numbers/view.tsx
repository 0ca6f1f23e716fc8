import type { HelpNumber, HelpPhone, Language } from "../../wire/types.ts";
import { Ways, type WaysWords } from "./ways.tsx";
import "./style.css";

export interface NumbersWords extends WaysWords {
  bill: string;
  reports: string;
}

interface Props {
  numbers: readonly HelpNumber[];
  language: Language;
  words: NumbersWords;
}

/** Places to call or text, after a word on what that leaves on the phone bill. */
export function Numbers({ numbers, language, words }: Props) {
  return (
    <div class="numbers">
      <p>{words.bill}</p>
      <ul>
        {numbers.map((number) => (
          <li key={number.id}>
            <b>{number.name}</b>
            <p>{[number.about[language], ...(number.said[language] ?? [])].join(" ")}</p>
            {number.reports && <p class="reports">{words.reports}</p>}
            <Ways phones={phones(number)} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function phones({ call, text_to, text_word }: HelpNumber): HelpPhone[] {
  const found: HelpPhone[] = [];
  if (call) found.push({ number: call, medium: "voice", word: null });
  if (text_to) found.push({ number: text_to, medium: "text", word: text_word ?? null });
  return found;
}
