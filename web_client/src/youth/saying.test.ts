// @vitest-environment jsdom
import { beforeEach, expect, it } from "vitest";

const nothing = () => undefined;
window.leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
const { draft } = await import("./chat.ts");
const { change, send, telling, unsent, write } = await import("./saying.ts");

beforeEach(() => write(""));

it("asks before words that could tell who it is, and keeps them", () => {
  write("my number is 404-555-0134");
  send(false);
  expect(telling.value).toEqual(["phone"]);
  expect(draft.value).toBe("my number is 404-555-0134");
  change();
  expect(telling.value).toEqual([]);
});

it("forgets the question when the words change", () => {
  write("my number is 404-555-0134");
  send(false);
  write("my number is a secret");
  expect(telling.value).toEqual([]);
});

it("keeps the words and says so when there is no chat to seal them for", () => {
  write("my number is 404-555-0134");
  send(true);
  expect(telling.value).toEqual([]);
  expect(unsent.value).toBe(true);
  expect(draft.value).toBe("my number is 404-555-0134");
});

it("wipes the box at once on the way out", () => {
  write("words");
  window.leaving.wipe();
  expect(draft.value).toBe("");
});
