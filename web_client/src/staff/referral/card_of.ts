// From an entry of the directory to the card that a youth sees.
import { type Card, EXPECT_POINTS, NAME_POINTS } from "../../chat/card.ts";
import type { HelpNumber, ReferralService } from "../../wire/types.ts";
import type { Language } from "../words.ts";

const WAYS = 8;

/** `expect`: what happens when the youth gets in touch, in the youth's language. */
export function cardOf({ name, line, phones, web }: ReferralService, expect: string): Card {
  return {
    name: shortened(name),
    line,
    ways: phones
      .slice(0, WAYS)
      .map(({ number, medium, word }) => ({ how: medium, number, word: word ?? "" })),
    site: web,
    expect: expect.trim(),
  };
}

export function shortened(name: string): string {
  return [...name].slice(0, NAME_POINTS).join("");
}

/** What will happen, by the words for this kind of need; empty: there are none, or too many. */
export function stepsOf({ said }: ReferralService, language: Language): string {
  const steps = (said?.steps ?? []).map((step) => step[language] ?? "").join(" ");
  return [...steps].length > EXPECT_POINTS ? "" : steps;
}

/** The sentence that the youth's page has of the same number, easy to read; empty: it has none. */
export function knownOf(
  { phones }: ReferralService,
  numbers: readonly HelpNumber[],
  language: Language,
): string {
  const ours = new Set(phones.map(({ number }) => digits(number)));
  const same = numbers.find(({ call, text_to }) =>
    [call, text_to].some((number) => number && ours.has(digits(number))),
  );
  return same?.about[language] ?? "";
}

function digits(number: string): string {
  return number.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
}
