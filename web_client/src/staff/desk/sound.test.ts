import { afterEach, beforeEach, expect, it, vi } from "vitest";

let notes: number;
let contexts: number;

class Part {
  frequency = { value: 0 };
  gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  connect(next: unknown) {
    return next;
  }
  start() {
    notes += 1;
  }
  stop() {}
}

beforeEach(() => {
  notes = contexts = 0;
  vi.resetModules();
  vi.stubGlobal(
    "AudioContext",
    class {
      currentTime = 0;
      destination = {};
      constructor() {
        contexts += 1;
      }
      async resume() {}
      createOscillator = () => new Part();
      createGain = () => new Part();
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("makes no sound, nor anything that could, until it is turned on", async () => {
  const { playSoft, soundOn } = await import("./sound.ts");
  playSoft();
  expect([soundOn.value, contexts, notes]).toEqual([false, 0, 0]);
});

it("has an alert sound otherwise, and only where sound is on", async () => {
  const { playAlert, setSound } = await import("./sound.ts");
  playAlert();
  expect(notes).toBe(0);
  setSound(true);
  playAlert();
  expect(notes).toBe(5);
});

it("lets whoever turns it on hear what it is like, and is silent once it is off again", async () => {
  const { playSoft, setSound } = await import("./sound.ts");
  setSound(true);
  expect([contexts, notes]).toEqual([1, 2]);
  playSoft();
  expect(notes).toBe(4);
  setSound(false);
  playSoft();
  expect([contexts, notes]).toEqual([1, 4]);
});
