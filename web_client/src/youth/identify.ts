// Words that could tell who or where somebody is. Read on this page alone, before anything is sent;
// a soft note, so a miss or a false find does little harm.

export type Kind =
  | "phone"
  | "email"
  | "account"
  | "address"
  | "room"
  | "school"
  | "birthday"
  | "name";

// A capital letter, in English or Spanish, begins a name: these two patterns mind the case.
const NAME = "[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+";

const PATTERNS: readonly (readonly [Kind, RegExp])[] = [
  ["phone", /(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)/],
  ["email", /[^\s@]+@[^\s@]+\.[a-z]{2,}/i],
  ["account", /(?:^|\s)@[\w.]{3,}/],
  [
    "account",
    /\b(?:my|mi|add me on)\s+(?:ig|insta|instagram|snap|snapchat|tiktok|discord|whatsapp|telegram|kik|facebook)\b\s*(?:name|user(?:name)?|handle)?\s*(?:is|es|:|=)/i,
  ],
  [
    "address",
    /\b\d{1,5}\s+(?:(?!(?:the|on|in|at|ago|years?|days?|hours?|minutes?|times?)\s)[\p{L}.'-]+\s+){1,4}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|court|ct|circle|apt|apartment)\b/iu,
  ],
  ["address", /\b(?:calle|avenida|av\.|colonia|carretera)\s+[\p{L}\d][^.!?\n]{0,40}\d/iu],
  ["address", /\b(?:zip|zip code|postal|código postal|codigo postal)\D{0,6}\d{5}\b/iu],
  [
    "room",
    /\b(?:room|rm|habitación|habitacion|cuarto|apt|apartment|apartamento)\s*(?:#|no\.?|number|número)?\s*\d{1,4}[a-z]?\b/iu,
  ],
  [
    "school",
    /\b(?:high school|middle school|elementary|junior high|secundaria|preparatoria|primaria)\s+(?:is|es|called|se llama)\b/i,
  ],
  ["school", new RegExp(`${NAME}\\s+(?:High|Middle|Elementary|Academy|Junior High)\\b`, "u")],
  [
    "school",
    new RegExp(`(?:[Ee]scuela|[Ss]ecundaria|[Pp]repa\\w*|[Pp]rimaria|[Cc]olegio)\\s+${NAME}`, "u"),
  ],
  [
    "birthday",
    /\b(?:my birthday is|my bday is|i was born (?:on|in)|mi cumpleaños es|nací (?:el|en))\s/iu,
  ],
  ["birthday", /(?:^|\D)\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}(?!\d)/],
  [
    "name",
    new RegExp(
      `(?:[Mm]y (?:full |real )?name(?:'s| is)|I am|I'm|[Mm]e llamo|[Ss]oy|[Mm]i nombre es) ${NAME} ${NAME}`,
      "u",
    ),
  ],
  ["name", /\b(?:my last name|mi apellido)\b/i],
];

/** What kinds of identifying words a text seems to hold, each once. */
export function identifies(text: string): Kind[] {
  const found = PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
  return [...new Set(found)];
}
