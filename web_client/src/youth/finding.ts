// Finding help: the list, loaded once, and what is looked for in it. Neither leaves the page.
import { computed, signal } from "@preact/signals";
import { isOpen } from "../parts/place/open_now.ts";
import type { AgeBand, HelpPlace, Need } from "../wire/types.ts";
import { setup } from "./setup.ts";

export interface Wanted {
  need: Need | "";
  state: string;
  age: AgeBand | "";
  language: string;
  only: readonly ("open" | "quiet")[];
}

const ANYTHING: Wanted = { need: "", state: "", age: "", language: "", only: [] };
const COUNTRY = "US";
const AGES: Record<AgeBand, readonly [youngest: number, oldest: number]> = {
  under_13: [0, 12],
  "13_15": [13, 15],
  "16_17": [16, 17],
  "18_plus": [18, 120],
};

export const places = signal<readonly HelpPlace[] | null>(setup.listing?.places ?? null);
export const failed = signal(false);
export const wanted = signal<Wanted>(ANYTHING);
/** Whether there is anything to take back. */
export const asked = computed(() => wanted.value !== ANYTHING);

let loading: Promise<void> | null = null;

const { wipe } = window.leaving;
window.leaving.wipe = () => {
  wipe();
  takeBack();
};

/** Gets the list, all of it: what is looked for in it is then nobody's to see. */
export function load(): Promise<void> {
  if (places.value) return Promise.resolve();
  loading ??= fetched().finally(() => {
    loading = null;
  });
  return loading;
}

async function fetched(): Promise<void> {
  failed.value = false;
  try {
    const answer = await fetch("/more.json");
    if (!answer.ok) throw new Error(`${answer.status}`);
    places.value = (await answer.json()).places;
  } catch {
    failed.value = true;
  }
}

export function want(more: Partial<Wanted>): void {
  wanted.value = { ...wanted.value, ...more };
}

export function takeBack(): void {
  wanted.value = ANYTHING;
}

/** Whether a place is one that is looked for, at a moment in ms. */
export function fits(place: HelpPlace, look: Wanted, now: number): boolean {
  return (
    (!look.need || place.needs.includes(look.need)) &&
    (!look.state || isFor(look.state, place)) &&
    (!look.age || takes(AGES[look.age], place)) &&
    (!look.language || place.languages.includes(look.language)) &&
    (!look.only.includes("open") || isOpen(place.hours, now) === true) &&
    (!look.only.includes("quiet") || place.line === "help")
  );
}

// Where nothing is said of it, a place may be for anywhere, and for any age.
function isFor(state: string, { areas }: HelpPlace): boolean {
  return areas.length === 0 || areas.includes(COUNTRY) || areas.includes(state);
}

function takes([from, to]: readonly [number, number], place: HelpPlace): boolean {
  return (place.youngest ?? from) <= to && from <= (place.oldest ?? to);
}

/** The languages that any of the places speaks. */
export function languagesOf(all: readonly HelpPlace[]): string[] {
  return [...new Set(all.flatMap(({ languages }) => languages))].sort();
}

/** The needs that any of the places is for, in the order of the list given. */
export function needsOf(all: readonly HelpPlace[], order: readonly Need[]): Need[] {
  return order.filter((need) => all.some(({ needs }) => needs.includes(need)));
}
