// A card of other help, as it goes inside a sealed message. Whoever can write in the chat can make
// one: a page shows only what fits, and opens, keeps and fetches nothing of it.
import type { Line, Medium } from "../wire/types.ts";
import { isFilled, isOneOf, isText, loose, looseIn } from "./shape.ts";

/** A number, how it is used, and what a text to it has to say (may be empty). */
export interface CardWay {
  readonly how: Medium;
  readonly number: string;
  readonly word: string;
}

export interface Card {
  readonly name: string;
  /** Whether they tell the state or the police. */
  readonly line: Line;
  readonly ways: readonly CardWay[];
  /** The address of a page, to be read and never followed; empty: there is none. */
  readonly site: string;
  /** What happens when the youth gets in touch; empty: nothing is said. */
  readonly expect: string;
}

export const NAME_POINTS = 200;
export const EXPECT_POINTS = 1_000;
export const LINES: readonly Line[] = ["help", "may_report", "report"];
const MEDIA: readonly Medium[] = ["voice", "text", "tty", "videophone"];
const WAYS = 8;
const SITE_POINTS = 200;
const NUMBER = /^[0-9+(][0-9 ().+-]{1,24}$/;
const WORD = /^[A-Za-z0-9]{0,20}$/;
const SITE = /^(https?:\/\/[\x21-\x7e]+)?$/;

/** Gives null for what is no card that this page knows how to show. */
export function readCard(text: string): Card | null {
  const found = looseIn(text);
  if (!found) return null;
  const { name, line, ways, site, expect } = found;
  if (!isFilled(name, NAME_POINTS) || !isOneOf(line, LINES)) return null;
  if (!isText(site, SITE_POINTS) || !SITE.test(site) || !isText(expect, EXPECT_POINTS)) return null;
  const read = waysIn(ways);
  if (!read || (read.length === 0 && site === "")) return null;
  return { name, line, ways: read, site, expect };
}

export function writeCard(card: Card): string {
  return JSON.stringify(card);
}

function waysIn(value: unknown): CardWay[] | null {
  if (!Array.isArray(value) || value.length > WAYS) return null;
  const read = value.map(wayIn).filter((way) => way !== null);
  return read.length === value.length ? read : null;
}

function wayIn(value: unknown): CardWay | null {
  const { how, number, word } = loose(value) ?? {};
  const fits =
    isOneOf(how, MEDIA) &&
    typeof number === "string" &&
    typeof word === "string" &&
    NUMBER.test(number) &&
    WORD.test(word);
  return fits ? { how, number, word } : null;
}
