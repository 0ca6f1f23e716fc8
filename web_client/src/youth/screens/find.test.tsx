import type { ComponentType } from "preact";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { HelpPlace } from "../../wire/types.ts";

const nothing = () => undefined;
window.leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
window.scrollTo = nothing;
const NUMBER = {
  id: "n",
  name: "A number",
  call: "911",
  about: { en: "For you." },
  said: { en: [] },
  reports: false,
};
const given = document.createElement("script");
given.id = "setup";
given.type = "application/json";
given.textContent = JSON.stringify({
  language: "en",
  numbers: [NUMBER],
  listing: null,
  state: "closed",
  answering: false,
  opens: null,
  disclosure: { en: "When we tell." },
  return_minutes: 25,
});
document.body.append(given);
const finding = await import("../finding.ts");
const { chat } = await import("../chat.ts");
const { panel, place } = await import("../place.ts");
const { speak } = await import("../words.ts");
const { Arrive } = await import("./arrive.tsx");
const { End } = await import("./end.tsx");
const { Find, FindPanel } = await import("./find.tsx");
const { NoPlace, Waiting } = await import("./waiting.tsx");

const PLACE: HelpPlace = {
  id: "a",
  name: "A Line",
  about: { en: "For you.", es: "Para ti." },
  said: { en: ["Help line."], es: ["Línea."] },
  phones: [{ number: "911", medium: "voice", word: null }],
  web: "",
  line: "help",
  needs: ["runaway"],
  hours: [],
  languages: ["en"],
  youngest: null,
  oldest: null,
  areas: ["US"],
};
const OTHER: HelpPlace = { ...PLACE, id: "b", name: "B Line", needs: ["deaf"], areas: ["OH"] };

const root = document.createElement("div");
beforeEach(() => {
  document.body.append(root);
  finding.places.value = [PLACE, OTHER];
});
afterEach(async () => {
  render(null, root);
  finding.takeBack();
  vi.unstubAllGlobals();
  await speak("en");
});

const shows = (View: ComponentType) => act(() => render(<View />, root));

function names(): string[] {
  return [...root.querySelectorAll(".place h3")].map((name) => name.textContent ?? "");
}

function choose(label: string, value: string): Promise<void> {
  const found = [...root.querySelectorAll("label")].find((one) => one.textContent === label);
  const select = document.getElementById(found?.htmlFor ?? "") as HTMLSelectElement;
  select.value = value;
  return act(() => {
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }) as Promise<void>;
}

function press(name: string): Promise<void> {
  const found = [...root.querySelectorAll("button")].find((one) => one.textContent === name);
  return act(() => found?.click()) as Promise<void>;
}

it("finds by need and state, tells how many, and takes answers back", async () => {
  await shows(Find);
  expect(names()).toEqual(["A Line", "B Line"]);
  expect(root.querySelector("[role=status]")?.textContent).toBe("2 places fit.");
  await choose("Which state are you in?", "IL");
  expect(names()).toEqual(["A Line"]);
  await choose("What do you need help with?", "deaf");
  expect(root.querySelector("[role=status]")?.textContent).toContain("No place fits");
  await press("Take my answers back");
  expect(names()).toEqual(["A Line", "B Line"]);
});

it("warns of the bill before the first number that can be tapped", async () => {
  await shows(Find);
  const html = root.innerHTML;
  expect(html.indexOf("show on the phone bill")).toBeLessThan(html.indexOf("tel:"));
});

it("speaks another language at once", async () => {
  await shows(Find);
  await act(() => speak("es"));
  expect(root.textContent).toContain("Hay 2 lugares.");
  expect(root.textContent).toContain("Para ti.");
});

it("goes to the chat without leaving the page", async () => {
  place.value = "find";
  await shows(Find);
  await press("Go to the chat");
  expect(place.value).toBe("arrive");
});

it("gives numbers and another try where the list does not come", async () => {
  finding.places.value = null;
  vi.stubGlobal("fetch", async () => new Response("", { status: 503 }));
  await shows(FindPanel);
  await vi.waitFor(() => expect(root.querySelector("[role=alert]")).not.toBeNull());
  expect(root.textContent).toContain("A number");
  vi.stubGlobal("fetch", async () => Response.json({ places: [PLACE] }));
  await press("Try again");
  await vi.waitFor(() => expect(names()).toEqual(["A Line"]));
});

it.each([
  ["the first screen of a line that is closed", Arrive],
  ["the line", () => <Waiting surge={false} />],
  ["a line that is full", () => <NoPlace why="full" />],
  ["the end of a chat", End],
] as const)("is offered on %s", async (_, View) => {
  chat.value = null;
  panel.value = null;
  await shows(View);
  await press("Find more help");
  expect(panel.value).toBe("find");
  panel.value = null;
});
