import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { describe, expect, it } from "vitest";
import { plainWords } from "../chat/return_keys.ts";
import { draw, unknown, WORDS } from "./return_lists.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

describe.each([
  ["en", english],
  ["es", spanish],
] as const)("words in %s", (language, list) => {
  it("are told apart without accents and capitals", () => {
    expect(list).toHaveLength(2_048);
    expect(new Set(list.map((word) => plainWords(word).join("")))).toHaveProperty("size", 2_048);
  });

  it("are never the same twice", () => {
    const runs = Array.from({ length: 5_000 }, () => draw(language, random));
    expect(runs.every((words) => words.length === WORDS)).toBe(true);
    expect(new Set(runs.map((words) => plainWords(words.join(" ")).join(" ")))).toHaveProperty(
      "size",
      runs.length,
    );
  });

  it("are each as likely as any other, in each place", () => {
    const known = list.map((word) => word.normalize("NFC"));
    const counts = new Map<string, number>();
    let next = 0;
    // Every pair of bytes once: a draw that leaned to some words would show it exactly.
    const all = () => {
      const pair = Uint8Array.of((next >> 8) & 255, next & 255);
      next += 1;
      return pair;
    };
    while (next < 65_536 - 200) {
      for (const word of draw(language, all)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(3);
    expect(counts.size).toBeGreaterThan(1_950);
    expect([...counts.keys()].every((word) => known.includes(word))).toBe(true);
    // Five of so many words are 50 bits and more, as the design asks.
    expect(WORDS * Math.log2(counts.size)).toBeGreaterThan(54);
  });

  it("are known again however they are typed", () => {
    for (let run = 0; run < 50; run += 1) {
      const typed = draw(language, random).join("  ").toUpperCase().normalize("NFD");
      expect(unknown(` ${typed.replace(/\p{M}/gu, "")}\n`)).toEqual([]);
      expect(unknown(typed)).toEqual([]);
    }
  });

  it("hold none that could hurt or give away", () => {
    const drawn = new Set(Array.from({ length: 2_000 }, () => draw(language, random)).flat());
    for (const word of ["victim", "abuse", "safe", "víctima", "abuso", "sexo"]) {
      expect(drawn).not.toContain(word);
    }
  });
});

it("points out what is in no list, and what is in the wrong one", () => {
  expect(unknown("tigger lamp river cluod bread")).toEqual(["tigger", "cluod"]);
  expect(unknown("tiger lamp river ábaco bread")).toEqual(["abaco"]);
  expect(unknown("ábaco abeja abrigo río tiger")).toEqual(["abrigo", "tiger"]);
  expect(unknown("")).toEqual([]);
});
