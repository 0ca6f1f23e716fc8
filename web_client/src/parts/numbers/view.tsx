import type { HelpNumber, Language } from "../../wire/types.ts";
import { dial, put } from "./dial.ts";
import "./style.css";

export interface NumbersWords {
  bill: string;
  call: string;
  text: string;
  text_word: string;
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
            <p>{number.about[language] ?? number.about.en}</p>
            {number.reports && <p class="reports">{words.reports}</p>}
            <Ways number={number} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ways({ number, words }: { number: HelpNumber; words: NumbersWords }) {
  const sentence = number.text_word ? words.text_word : words.text;
  return (
    <p class="ways">
      {number.call && (
        <a class="button" href={`tel:${dial(number.call)}`}>
          {put(words.call, number.call, "")}
        </a>
      )}
      {number.text_to && (
        <a class="button" href={`sms:${dial(number.text_to)}`}>
          {put(sentence, number.text_to, number.text_word ?? "")}
        </a>
      )}
    </p>
  );
}
