import { expect, it } from "vitest";
import { EXPECT_POINTS, readCard, writeCard } from "../../chat/card.ts";
import type { HelpNumber, ReferralService } from "../../wire/types.ts";
import { cardOf, knownOf, stepsOf } from "./card_of.ts";

const SERVICE: ReferralService = {
  id: "s1",
  name: "Harbor line",
  about: "Made up.",
  web: "https://example.org/line",
  line: "may_report",
  phones: [
    { number: "(800) 555-0100", medium: "voice", word: null },
    { number: "55512", medium: "text", word: "HELLO" },
  ],
  languages: ["en"],
  youngest: 12,
  oldest: 21,
  areas: ["OH"],
  open_now: true,
  check_first: false,
  said: {
    introduction: { en: "Hi.", es: "Hola." },
    steps: [
      { en: "You call.", es: "Tú llamas." },
      { en: "I stay.", es: "Me quedo." },
    ],
    consent: { en: "OK?", es: "¿Bien?" },
    script: [{ en: "Hello.", es: "Hola." }],
    no_answer: { en: "We wait.", es: "Esperamos." },
  },
  lacking: [],
};

const NUMBER: HelpNumber = {
  id: "harbor",
  name: "Harbor",
  call: "1-800-555-0100",
  about: { en: "For you.", es: "Para ti." },
  said: {},
  reports: false,
};

it("makes a card that the youth's page can read", () => {
  const card = cardOf(SERVICE, " They say hi. ");
  expect(readCard(writeCard(card))).toEqual(card);
  expect(card).toMatchObject({ name: "Harbor line", line: "may_report", expect: "They say hi." });
  expect(card.ways.map(({ how }) => how)).toEqual(["voice", "text"]);
});

it("makes one of an entry with a long name and many numbers, too", () => {
  const phones = Array(12).fill(SERVICE.phones[0]);
  const card = cardOf({ ...SERVICE, name: "é".repeat(300), phones, web: "" }, "");
  expect(readCard(writeCard(card))).toEqual(card);
});

it("knows what the youth's page says of the same number, however it is written", () => {
  expect(knownOf(SERVICE, [NUMBER], "es")).toBe("Para ti.");
  expect(knownOf(SERVICE, [{ ...NUMBER, call: "1-800-555-0101" }], "en")).toBe("");
  expect(knownOf(SERVICE, [], "en")).toBe("");
  expect(knownOf({ ...SERVICE, phones: [] }, [{ ...NUMBER, call: "" }], "en")).toBe("");
});

it("knows what will happen by the words for this kind of need, unless they are too many", () => {
  expect(stepsOf(SERVICE, "es")).toBe("Tú llamas. Me quedo.");
  expect(stepsOf({ ...SERVICE, said: null }, "en")).toBe("");
  const steps = [{ en: "é".repeat(EXPECT_POINTS) }, { en: "." }];
  expect(stepsOf({ ...SERVICE, said: { ...saidOf(SERVICE), steps } }, "en")).toBe("");
});

function saidOf({ said }: ReferralService): NonNullable<ReferralService["said"]> {
  if (!said) throw new Error("nothing is said of it");
  return said;
}
