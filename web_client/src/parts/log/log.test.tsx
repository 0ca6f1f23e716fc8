import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it } from "vitest";
import { Log, type LogMessage } from "./view.tsx";

const WORDS = {
  log: "Messages",
  unreadable: "Can't show",
  unreadable_mine: "Can't show yours",
  gap: "Missing",
  new: "New below",
};
const PLAIN = { status: "", unreadable: false, gapBefore: false, warning: "" };

function message(key: string, parts: Partial<LogMessage> = {}): LogMessage {
  return { key, mine: false, by: "Dana", text: key, ...PLAIN, ...parts };
}

const root = document.createElement("div");
afterEach(() => {
  render(null, root);
  root.remove();
});

function show(...messages: LogMessage[]) {
  document.body.append(root);
  return act(() => render(<Log messages={messages} language="en" words={WORDS} />, root));
}

/** jsdom lays nothing out: says how far the end is below the screen. */
function scrolledUp(px: number): void {
  const page = document.documentElement;
  Object.defineProperty(page, "scrollHeight", { configurable: true, value: 1_000 + px });
  Object.defineProperty(page, "clientHeight", { configurable: true, value: 1_000 });
  page.scrollTop = 0;
  dispatchEvent(new Event("scroll"));
}

it("shows words as words, whatever they hold", async () => {
  const nasty = "<img src=x onerror=alert(1)> https://a.example\nnext";
  await show(message(nasty));
  const said = root.querySelector(".said");
  expect(said?.textContent).toBe(nasty);
  expect(said?.children).toHaveLength(0);
  expect(root.querySelector("a, img")).toBeNull();
  expect(said?.getAttribute("dir")).toBe("auto");
});

it("says what does not open and what may be missing", async () => {
  await show(message("a", { unreadable: true, text: "" }), message("b", { gapBefore: true }));
  expect(root.textContent).toContain(WORDS.unreadable);
  expect(root.textContent).toContain(WORDS.gap);
  expect(root.textContent).not.toContain(WORDS.unreadable_mine);
  await show(message("c", { mine: true, unreadable: true, text: "" }));
  expect(root.textContent).toContain(WORDS.unreadable_mine);
});

it("follows the end while it is in sight", async () => {
  await show(message("a"));
  scrolledUp(10);
  await show(message("a"), message("b"));
  expect(root.querySelector(".unseen")).toBeNull();
  expect(document.documentElement.scrollTop).toBe(1_010);
});

it("leaves a person who reads above where they are, with a way down", async () => {
  await show(message("a"));
  await act(() => scrolledUp(500));
  await show(message("a"), message("b"));
  expect(document.documentElement.scrollTop).toBe(0);
  root.querySelector<HTMLButtonElement>(".unseen")?.click();
  expect(document.documentElement.scrollTop).toBe(1_500);
});

it("names who writes once for all they write in one go, and what comes aloud for each", async () => {
  const mine = { mine: true, by: "You" };
  const others = [message("a"), message("b"), message("c", { by: "Kim" })];
  await show(...others, message("d", mine), message("e", mine));
  const names = [...root.querySelectorAll(".line")].map((line) => line.querySelector("p"));
  expect(names.map((name) => name?.textContent)).toEqual(["Dana", "Dana", "Kim", "You", "e"]);
  expect(names.map((name) => name?.className)).toEqual(["by", "unseen-words", "by", "by", "said"]);
});

it("never moves the focus", async () => {
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  await show(message("a"));
  await show(message("a"), message("b"));
  expect(document.activeElement).toBe(field);
  field.remove();
});
