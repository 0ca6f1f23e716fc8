// What the directory says, in the page's language. Its own texts, and what is wrong with it, are
// shown as they are written.
import type { CellShape, FileFault, ListingShape, SourceShape } from "../../wire/types.ts";
import en from "../text/en.json";
import { language, say, type TextKey } from "../words.ts";
import { rowsOf } from "./listings.ts";

/** Takes a table and a column; gives what the page calls such a cell. */
export function label(table: string, column: string): string {
  return sayOr(`directory.cell.${table}.${column}`, column);
}

/** Takes one of the closed words of a cell; gives it in words. */
export function word(kind: "status" | "medium" | "line" | "need", value: string): string {
  return sayOr(`directory.${kind}.${value.replace(" ", "_")}`, value);
}

/** Takes an entry; gives how it can be reached: one text for each number. */
export function ways({ cells }: ListingShape): { row: string; text: string }[] {
  return rowsOf(cells.filter(({ table }) => table === "phone")).map((row) => {
    const of = Object.fromEntries(row.map(({ column, value }) => [column, value]));
    const [number = "", sent = ""] = [of.number, of.text_word];
    const text = sent
      ? say("directory.number.word", { number, word: sent })
      : say("directory.number", { medium: word("medium", of.type ?? ""), number });
    return { row: row[0]?.row ?? "", text };
  });
}

/** Takes what vouches for a fact; gives it in words. */
export function vouched(sources: readonly SourceShape[]): string {
  if (sources.length === 0) return say("directory.unvouched");
  return sources
    .map(({ source, grade, on }) =>
      say("directory.source", {
        source,
        grade: sayOr(`directory.grade.${grade}`, grade),
        day: on === "" ? say("directory.undated") : day(on),
      }),
    )
    .join("; ");
}

/** Takes a fact; gives what it is and what it says. */
export function stated({ table, column, value }: CellShape): string {
  return `${label(table, column)}: ${value}`;
}

/** Takes a fault; gives where it is and what is wrong. */
export function faultAt({ file, row, field, words }: FileFault): string {
  const place = row > 0 ? [file, say("directory.row", { row })] : [file];
  return `${[...place, ...(field === "" ? [] : [field])].join(", ")}: ${words}`;
}

/** Takes a date as it is written; gives it in the page's language, or as it is if it is none. */
export function day(written: string): string {
  const at = Date.parse(written);
  if (Number.isNaN(at)) return written;
  return new Intl.DateTimeFormat(language.value, { dateStyle: "medium", timeZone: "UTC" }).format(
    at,
  );
}

function sayOr(key: string, otherwise: string): string {
  return Object.hasOwn(en, key) ? say(key as TextKey) : otherwise;
}
