import { afterEach, beforeEach, expect, it, vi } from "vitest";

let shown: unknown[][];
let answer: string;

class Shown {
  static requestPermission = async () => answer;
  constructor(...words: unknown[]) {
    shown.push(words);
  }
}

beforeEach(() => {
  shown = [];
  answer = "granted";
  vi.resetModules();
  vi.stubGlobal("Notification", Shown);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("shows nothing until it is turned on, and nothing once it is off again", async () => {
  const { setNotices, showNotice } = await import("./notices.ts");
  showNotice("a", "b");
  await setNotices(true);
  showNotice("c", "d");
  await setNotices(false);
  showNotice("e", "f");
  expect(shown).toEqual([["c", { body: "d", tag: "alert" }]]);
});

it.each(["denied", "default"])("stays off where the browser says %s, and says so", async (said) => {
  answer = said;
  const { noticesBlocked, noticesOn, setNotices } = await import("./notices.ts");
  await setNotices(true);
  expect([noticesOn.value, noticesBlocked.value]).toEqual([false, true]);
});

it("goes off where the browser has the name and no more", async () => {
  const { noticesBlocked, noticesOn, setNotices, showNotice } = await import("./notices.ts");
  await setNotices(true);
  vi.stubGlobal("Notification", () => {
    throw new TypeError("Illegal constructor");
  });
  showNotice("a", "b");
  expect([noticesOn.value, noticesBlocked.value]).toEqual([false, true]);
});

it("stays off where there are no notices at all", async () => {
  vi.unstubAllGlobals();
  const { noticesBlocked, setNotices } = await import("./notices.ts");
  await setNotices(true);
  expect(noticesBlocked.value).toBe(true);
});
