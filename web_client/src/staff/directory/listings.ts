// Which entries are shown, and what of them: everything here is told from the cells as they are.
import type { CellShape, ListingShape } from "../../wire/types.ts";

export const SHOWS = ["all", "due", "off", "faulty"] as const;
export type Show = (typeof SHOWS)[number];

const IS: Record<Show, (entry: ListingShape) => boolean> = {
  all: () => true,
  due: ({ due }) => due,
  off: ({ off }) => off,
  faulty: ({ faults }) => faults.length > 0,
};
const NUMBER = /^[\d ()+.-]{3,}$/;

/** Takes all entries; gives those of a kind that say what is wanted, the longest due first. */
export function shown(all: readonly ListingShape[], show: Show, wanted: string): ListingShape[] {
  const found = all.filter((entry) => IS[show](entry) && says(entry, wanted));
  return show === "due" ? found.sort((a, b) => since(a).localeCompare(since(b))) : found;
}

function since({ due_since }: ListingShape): string {
  return due_since ?? "";
}

function says({ organization, cells }: ListingShape, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  if (text === "") return true;
  if (NUMBER.test(text)) {
    const numbers = cells.filter(({ column }) => column === "number");
    return numbers.some(({ value }) => digits(value).includes(digits(text)));
  }
  return [organization, ...cells.map(({ value }) => value)].some((cell) =>
    cell.toLowerCase().includes(text),
  );
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}

/** Takes cells in their order; gives those of one row together. */
export function rowsOf(cells: readonly CellShape[]): CellShape[][] {
  const rows = new Map<string, CellShape[]>();
  for (const cell of cells) {
    const key = `${cell.table} ${cell.row}`;
    rows.set(key, [...(rows.get(key) ?? []), cell]);
  }
  return [...rows.values()];
}

/** Takes cells and what now stands in the fields of a form; gives the cells that are to change. */
export function changes(
  cells: readonly CellShape[],
  data: FormData,
): (CellShape & { to: string })[] {
  return cells
    .map((cell, place) => ({ ...cell, to: String(data.get(`cell-${place}`) ?? cell.value).trim() }))
    .filter(({ value, to }) => value !== to);
}

/** Takes cells that are to change; tells whether somebody has to say where a new fact was read. */
export function statesFact(changed: readonly { fact: string; to: string }[]): boolean {
  return changed.some(({ fact, to }) => fact !== "" && to !== "");
}
