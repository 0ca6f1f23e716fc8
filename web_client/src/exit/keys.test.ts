import { describe, expect, it } from "vitest";
import { NO_PRESSES, type Press, pressed } from "./keys.ts";

const STEP_MS = 100;

/** Plays "+k" (down), "-k" (up), "!" (pointer), "k" (down and up), "~1200" (a pause); true if it exits. */
function exits(...script: string[]): boolean {
  let state = NO_PRESSES;
  let at = 10_000;
  let exited = false;
  const feed = (kind: Press["kind"], key: string, repeat = false) => {
    at += STEP_MS;
    const [after, exit] = pressed(state, { kind, key, repeat, at });
    state = after;
    exited ||= exit;
  };
  for (const word of script) {
    const rest = word.slice(1);
    if (word.startsWith("~")) at += Number(rest);
    else if (word === "!") feed("pointer", "");
    else if (word.startsWith("+")) feed("down", rest);
    else if (word.startsWith("-")) feed("up", rest);
    else if (word.startsWith("*")) feed("down", rest, true);
    else {
      feed("down", word);
      feed("up", word);
    }
  }
  return exited;
}

/** Typing capitals with a Shift for each: with the letter let go first, or last. */
const held = [..."IAM"].flatMap((letter) => ["+Shift", `+${letter}`, `-${letter}`, "-Shift"]);
const rolled = [..."IAM"].flatMap((letter) => ["+Shift", `+${letter}`, "-Shift", `-${letter}`]);

describe("Shift", () => {
  it("exits at the third press alone", () => {
    expect(exits("Shift", "Shift")).toBe(false);
    expect(exits("Shift", "Shift", "Shift")).toBe(true);
  });
  it("may take up to five seconds between presses", () => {
    expect(exits("Shift", "~4800", "Shift", "~4800", "Shift")).toBe(true);
    expect(exits("Shift", "~5001", "Shift", "Shift")).toBe(false);
  });
  it("does not exit while it makes capitals", () => {
    expect(exits(...held, ...held)).toBe(false);
    expect(exits(...rolled, ...rolled)).toBe(false);
    expect(exits("+Shift", ..."IAM", "-Shift", "Shift", "Shift")).toBe(false);
  });
  it("starts again after any other key or a touch", () => {
    expect(exits("Shift", "Shift", "a", "Shift")).toBe(false);
    expect(exits("Shift", "Shift", "!", "Shift")).toBe(false);
    expect(exits("+Shift", "!", "-Shift", "Shift", "Shift")).toBe(false);
  });
  it("held down counts once", () => {
    expect(exits("+Shift", "*Shift", "*Shift", "*Shift", "-Shift")).toBe(false);
  });
});

describe("Esc", () => {
  it("exits when pressed twice within a second", () => {
    expect(exits("Escape")).toBe(false);
    expect(exits("Escape", "Escape")).toBe(true);
    expect(exits("Escape", "~1000", "Escape")).toBe(false);
  });
  it("held down counts once", () => {
    expect(exits("+Escape", "*Escape", "*Escape")).toBe(false);
  });
  it("pressed three times slowly never exits", () => {
    expect(exits("Escape", "~1000", "Escape", "~1000", "Escape")).toBe(false);
  });
  it("needs its two presses next to each other", () => {
    expect(exits("Escape", "a", "Escape")).toBe(false);
  });
});
