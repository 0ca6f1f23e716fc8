// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import type { HelpPlace } from "../wire/types.ts";

const nothing = () => undefined;
window.leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
const setup = document.createElement("script");
setup.id = "setup";
setup.type = "application/json";
setup.textContent = JSON.stringify({ listing: null });
document.body.append(setup);
const finding = await import("./finding.ts");

const PLACE: HelpPlace = {
  id: "a",
  name: "A Line",
  about: {},
  said: {},
  phones: [],
  web: "",
  line: "help",
  needs: ["runaway", "deaf"],
  hours: [
    {
      zone: "UTC",
      spans: [{ day: 0, opens: 540, closes: 1020 }],
      first: null,
      last: null,
      closed: [],
    },
  ],
  languages: ["en"],
  youngest: 12,
  oldest: 17,
  areas: ["IL"],
};
const MONDAY = Date.parse("2026-06-15T12:00:00Z");

afterEach(() => {
  finding.takeBack();
  finding.places.value = null;
  vi.unstubAllGlobals();
});

function fits(more: Parameters<typeof finding.want>[0], place: Partial<HelpPlace> = {}): boolean {
  finding.takeBack();
  finding.want(more);
  return finding.fits({ ...PLACE, ...place }, finding.wanted.value, MONDAY);
}

it("lets through all when nothing is asked", () => {
  expect(fits({})).toBe(true);
});

it("knows what a place is for, and where", () => {
  expect([fits({ need: "deaf" }), fits({ need: "legal" })]).toEqual([true, false]);
  expect([fits({ state: "IL" }), fits({ state: "OH" })]).toEqual([true, false]);
  expect([fits({ state: "OH" }, { areas: ["US"] }), fits({ state: "OH" }, { areas: [] })]).toEqual([
    true,
    true,
  ]);
});

it("takes whoever may be of an age the place takes", () => {
  const ages = ["under_13", "13_15", "16_17", "18_plus"] as const;
  expect(ages.map((age) => fits({ age }))).toEqual([true, true, true, false]);
  expect(ages.map((age) => fits({ age }, { youngest: 13 }))).toEqual([false, true, true, false]);
  const open = { youngest: null, oldest: null };
  expect(ages.map((age) => fits({ age }, open))).toEqual([true, true, true, true]);
});

it("leaves out what is not known to speak a language, to be open, or to tell nobody", () => {
  expect([fits({ language: "en" }), fits({ language: "es" })]).toEqual([true, false]);
  expect(fits({ only: ["open"] })).toBe(true);
  expect(fits({ only: ["open"] }, { hours: [] })).toBe(false);
  expect(fits({ only: ["quiet"] })).toBe(true);
  for (const line of ["may_report", "report"] as const) {
    expect(fits({ only: ["quiet"] }, { line })).toBe(false);
  }
});

it("asks only for what some place has", () => {
  const two = [PLACE, { ...PLACE, needs: ["legal" as const], languages: ["es", "en"] }];
  expect(finding.languagesOf(two)).toEqual(["en", "es"]);
  expect(finding.needsOf(two, ["legal", "health", "deaf"])).toEqual(["legal", "deaf"]);
});

it("is loaded once, and again only where it failed", async () => {
  const answers = [new Response("", { status: 503 }), Response.json({ places: [PLACE] })];
  const asked = vi.fn(async () => answers.shift() as Response);
  vi.stubGlobal("fetch", asked);
  await Promise.all([finding.load(), finding.load()]);
  expect([finding.failed.value, finding.places.value]).toEqual([true, null]);
  await finding.load();
  await finding.load();
  expect([finding.failed.value, finding.places.value]).toEqual([false, [PLACE]]);
  expect(asked).toHaveBeenCalledTimes(2);
});

it("forgets what was looked for with the page", () => {
  finding.want({ need: "suicide" });
  window.leaving.wipe();
  expect(finding.asked.value).toBe(false);
});
