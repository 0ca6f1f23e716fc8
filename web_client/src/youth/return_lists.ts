// Loaded only for who wants return words or has them: the lists that the words are drawn from.
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { plainWords } from "../chat/return_keys.ts";
import type { Language } from "../wire/types.ts";

export const WORDS = 5;

const LISTS: Record<Language, readonly string[]> = { en: english, es: spanish };

/** Never drawn, for whom they may find; typed, they would be words like all others. */
const NOT_FOR_US = new Set(
  plainWords(`
    abuse arrest assault beat blame bomb bullet crime criminal cruel dumb evil fat fatal guilt gun
    hurt inmate insane kid knife misery orphan pistol police prison punch rescue rifle sad safe
    secret shoot slave suffer trap trigger ugly useless vicious victim weapon witness
    aborto abuso agonia ahogo arma asalto bobo bruja bruto cadaver carcel crimen culpa desnudo
    droga feo fosa fracaso fusil golpe gordo herir hostil hurto inutil lesion letal mafia maldad
    matar miseria morir mortal muerte necio nino odio orgia perder pistola policia preso prision
    punal rehen rescate secreto sexo sufrir terror tonto trafico tratar trauma tumba vengar veneno
    victima vil violar`),
);

/** Five words of a list, each as likely as any other: 54 bits. */
export function draw(language: Language, random: (bytes: number) => Uint8Array): string[] {
  const list = LISTS[language];
  const drawn: string[] = [];
  while (drawn.length < WORDS) {
    const [high = 0, low = 0] = random(2);
    // A list has 2,048 words: eleven of the sixteen bits name one, none more likely than another.
    const word = (list[(high * 256 + low) % list.length] as string).normalize("NFC");
    if (!NOT_FOR_US.has(plainWords(word).join(""))) drawn.push(word);
  }
  return drawn;
}

/** The words of a text that are in no list; the list that knows most of them is the one meant. */
export function unknown(text: string): string[] {
  const typed = plainWords(text);
  const left = Object.values(LISTS).map((list) => {
    const known = new Set(list.map((word) => plainWords(word).join("")));
    return typed.filter((word) => !known.has(word));
  });
  return left.reduce((least, other) => (other.length < least.length ? other : least));
}
