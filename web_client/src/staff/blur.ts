// Words a responder may choose to have blurred until they tap them. The list is short on purpose:
// what is blurred must still be read at a glance. It changes nothing but what this page shows.

const ENGLISH = [
  "abus(?:e|ed|er|es|ing|ive)",
  "assault(?:ed|ing|s)?",
  "beat(?:en|ing|s|up)?",
  "behead(?:ed|ing)?",
  "bleed(?:ing|s)?",
  "blood(?:y)?",
  "bruis(?:e|ed|es|ing)",
  "chok(?:e|ed|es|ing)",
  "corpses?",
  "cutting",
  "grop(?:e|ed|es|ing)",
  "gun(?:s|shot)?",
  "hanged",
  "hanging",
  "incest",
  "kill(?:ed|er|ing|s)?",
  "molest(?:ed|er|ing|s)?",
  "murder(?:ed|er|ing|s)?",
  "overdos(?:e|ed|ing)",
  "penetrat(?:e|ed|ing|ion)",
  "rap(?:e|ed|es|ing|ist|ists)",
  "stab(?:bed|bing|s)?",
  "strangl(?:e|ed|es|ing)",
  "suicid(?:e|al)",
  "tortur(?:e|ed|es|ing)",
];

const SPANISH = [
  "abus(?:a|aba|ado|ar|aron|o|ó|os)",
  "acuchill(?:a|ado|ar|aron|ó)",
  "ahorc(?:a|ada|ado|ar|arme|ó)",
  "asfixi(?:a|ada|ado|ar|ó)",
  "asesin(?:a|ada|ado|ar|ato|o|ó)",
  "cadáver(?:es)?",
  "cort(?:arme|aba|adas)",
  "golpe(?:a|aba|ado|ar|aron|ó|s)?",
  "manose(?:a|aba|ado|ar|ó)",
  "mat(?:ado|ar|arlo|arla|arme|aron|ó)",
  "moret(?:ón|ones)",
  "pistolas?",
  "sangr(?:a|ado|ando|ar|e)",
  "sobredosis",
  "suicid(?:a|ar|arme|io)",
  "tortur(?:a|aba|ado|ar|ó)",
  "viol(?:a|aba|ación|ada|ado|ador|an|ar|aron|arme|ó)",
];

// `\b` knows only ASCII letters, so the edges of a word are spelled out; a look-behind would stop
// the page from loading in older Safari.
const GRAPHIC = new RegExp(`^(?:${[...ENGLISH, ...SPANISH].join("|")})$`, "iu");

/** Takes one word without punctuation; tells whether it is on the list. */
export function isGraphic(word: string): boolean {
  return GRAPHIC.test(word.normalize("NFC"));
}
