// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keep, left, WARN_S, watchIdle } from "./idle.ts";

const IDLE_S = 1_800;

let ended = 0;
let busy = false;
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  ended = 0;
  busy = false;
  stop = watchIdle({
    idleS: IDLE_S,
    inUse: () => busy,
    end: () => {
      ended += 1;
    },
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function pass(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1_000);
}

it("says nothing until two minutes before, and then ends", () => {
  pass(IDLE_S - WARN_S - 1);
  expect(left.value).toBeNull();
  pass(1);
  expect(left.value).toBe(WARN_S);
  pass(WARN_S - 1);
  expect([left.value, ended]).toEqual([1, 0]);
  pass(1);
  expect(ended).toBe(1);
});

it("begins anew with each touch, until the warning: that has a button of its own", () => {
  pass(IDLE_S - WARN_S - 10);
  window.dispatchEvent(new Event("keydown"));
  pass(60);
  expect(left.value).toBeNull();
  pass(IDLE_S - WARN_S - 60);
  expect(left.value).toBe(WARN_S);
  window.dispatchEvent(new Event("pointerdown"));
  pass(1);
  expect(left.value).toBe(WARN_S - 1);
  keep();
  expect(left.value).toBeNull();
  pass(IDLE_S - WARN_S - 1);
  expect([left.value, ended]).toEqual([null, 0]);
});

it("does not count while the page is in use", () => {
  busy = true;
  pass(3 * IDLE_S);
  expect([left.value, ended]).toEqual([null, 0]);
  busy = false;
  pass(IDLE_S);
  expect(ended).toBe(1);
});

it("ends at once when the machine slept too long for a warning", () => {
  vi.setSystemTime(Date.now() + 2 * IDLE_S * 1_000);
  pass(1);
  expect(ended).toBe(1);
});
