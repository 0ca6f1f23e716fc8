import type { HelpPhone } from "../../wire/types.ts";
import { dial, put } from "./dial.ts";

export interface WaysWords {
  call: string;
  text: string;
  text_word: string;
}

interface Props {
  phones: readonly HelpPhone[];
  words: WaysWords;
  /** What a number for deaf people is told by: a phone can't just dial it. */
  by?: { tty: string; videophone: string } | undefined;
}

/** The ways to reach a place: one tap to call or to text. */
export function Ways({ phones, words, by }: Props) {
  return (
    <p class="ways">
      {phones.map((phone) => (
        <Way key={`${phone.medium}${phone.number}`} phone={phone} words={words} by={by} />
      ))}
    </p>
  );
}

function Way({ phone, words, by }: { phone: HelpPhone; words: WaysWords; by: Props["by"] }) {
  const { number, medium, word } = phone;
  if (medium === "tty" || medium === "videophone") {
    return by ? <span>{put(by[medium], number, "")}</span> : null;
  }
  const [scheme, sentence] =
    medium === "voice"
      ? (["tel", words.call] as const)
      : (["sms", word ? words.text_word : words.text] as const);
  return (
    <a class="button" href={`${scheme}:${dial(number)}`}>
      {put(sentence, number, word ?? "")}
    </a>
  );
}
