import { expect, test } from "vitest";
import { type Deed, Practice, type Script, type ScriptBeat } from "./practice.ts";

const line = (text: string, after_s = 5) => ({ text, after_s });

const beat = (text: string, more: Partial<ScriptBeat> = {}): ScriptBeat => ({
  lines: [line(text)],
  replies: 1,
  if_quiet: null,
  does: null,
  ...more,
});

const quiet = (text: string, after_s = 60) => ({ after_s, lines: [line(text, 2)] });

/** What was done, easy to read: `…` begins the typing, `x` stops it. */
function told(deeds: readonly Deed[]): string[] {
  return deeds.map((deed) => {
    if (deed.kind === "typing") return deed.on ? "…" : "x";
    return deed.kind === "say" ? deed.text : `<${deed.act}>`;
  });
}

const LONG = 1e7;

test("each line is typed after its pause, for as long as it takes, and then said", () => {
  const lines = [line("0123456789"), line("b", 3)];
  const practice = new Practice([beat("", { lines })], 0);
  expect(told(practice.pass(4_999))).toEqual([]);
  expect(told(practice.pass(5_000))).toEqual(["…"]);
  expect(told(practice.pass(6_499))).toEqual([]);
  expect(told(practice.pass(6_500))).toEqual(["0123456789"]);
  expect(practice.next).toBe(9_500);
  expect(told(practice.pass(9_500))).toEqual(["…"]);
  expect(told(practice.pass(10_500))).toEqual(["b"]);
});

test("a very long line is typed no longer than a desk goes on showing it", () => {
  const practice = new Practice([beat("a".repeat(500))], 0);
  practice.pass(5_000);
  expect(practice.next).toBe(13_000);
});

test("time starts where the clock stands", () => {
  expect(new Practice([beat("a")], 1_000_000).next).toBe(1_005_000);
});

test("nothing more comes until the responder has written", () => {
  const practice = new Practice([beat("a"), beat("b")], 0);
  expect(told(practice.pass(LONG))).toEqual(["…", "a"]);
  expect(practice.next).toBeNull();
  expect(told(practice.heard(LONG))).toEqual([]);
  expect(practice.next).toBe(LONG + 5_000);
  expect(told(practice.pass(2 * LONG))).toEqual(["…", "b"]);
});

test("as many messages are waited for as the beat says", () => {
  const practice = new Practice([beat("a", { replies: 2 }), beat("b")], 0);
  practice.pass(LONG);
  practice.heard(LONG);
  expect(practice.place).toMatchObject({ beat: 1, doing: "waiting", replies: 1 });
  expect(practice.next).toBeNull();
  practice.heard(LONG);
  expect(practice.place).toMatchObject({ beat: 2, doing: "pausing" });
});

test("a message within a burst counts, and the burst is finished", () => {
  const burst = beat("", { lines: [line("a"), line("b"), line("c")] });
  const practice = new Practice([burst, beat("d")], 0);
  expect(told(practice.heard(6_000))).toEqual(["…", "a"]);
  practice.heard(7_000);
  expect(practice.place).toMatchObject({ beat: 1, doing: "pausing", replies: 0 });
  expect(told(practice.pass(LONG))).toEqual(["…", "b", "…", "c", "…", "d"]);
});

test("a message before the first line of a beat is no answer to it", () => {
  const practice = new Practice([beat("a"), beat("b")], 0);
  practice.heard(1_000);
  expect(told(practice.pass(LONG))).toEqual(["…", "a"]);
  practice.heard(LONG);
  practice.heard(LONG + 4_000);
  expect(told(practice.heard(LONG + 5_500))).toEqual(["…"]);
  expect(told(practice.pass(2 * LONG))).toEqual(["b"]);
  expect(practice.place).toMatchObject({ beat: 2, doing: "waiting", replies: 1 });
});

test("when the responder is quiet the youth says so, once", () => {
  const practice = new Practice([beat("a", { if_quiet: quiet("u there") }), beat("b")], 0);
  expect(told(practice.pass(6_000))).toEqual(["…", "a"]);
  expect(practice.next).toBe(68_000);
  expect(told(practice.pass(LONG))).toEqual(["…", "u there"]);
  expect(practice.next).toBeNull();
  expect(practice.place).toMatchObject({ beat: 1, doing: "waiting", replies: 1 });
  practice.heard(LONG);
  expect(told(practice.pass(2 * LONG))).toEqual(["…", "b"]);
});

test("the next quiet may be broken again", () => {
  const practice = new Practice(
    [beat("a", { if_quiet: quiet("u there") }), beat("b", { if_quiet: quiet("hello") })],
    0,
  );
  practice.pass(LONG);
  practice.heard(LONG);
  expect(told(practice.pass(2 * LONG))).toEqual(["…", "b", "…", "hello"]);
});

test("an answer in time leaves nothing to be said about the quiet", () => {
  const practice = new Practice([beat("a", { if_quiet: quiet("u there") }), beat("b")], 0);
  practice.heard(67_999);
  expect(told(practice.pass(LONG))).toEqual(["…", "b"]);
});

test("an answer while that is being typed stops the typing", () => {
  const practice = new Practice([beat("a", { if_quiet: quiet("u there") }), beat("b")], 0);
  practice.pass(68_000);
  expect(practice.place.doing).toBe("typing");
  expect(told(practice.heard(68_001))).toEqual(["x"]);
  expect(practice.place).toMatchObject({ beat: 2, doing: "pausing" });
  expect(told(practice.pass(LONG))).toEqual(["…", "b"]);
});

test("what is left of it is never said, though another message is waited for", () => {
  const practice = new Practice([beat("a", { replies: 2, if_quiet: quiet("u there") })], 0);
  practice.pass(68_000);
  expect(told(practice.heard(68_001))).toEqual(["x"]);
  expect(practice.place).toMatchObject({ beat: 1, doing: "waiting", replies: 1 });
  expect(practice.next).toBeNull();
});

test("with two messages to come, each begins the quiet anew, and it is broken once", () => {
  const waits = beat("a", { replies: 3, if_quiet: quiet("u there") });
  const practice = new Practice([waits, beat("b")], 0);
  practice.pass(6_000);
  expect(told(practice.heard(60_000))).toEqual([]);
  expect(practice.next).toBe(122_000);
  expect(told(practice.pass(LONG))).toEqual(["…", "u there"]);
  practice.heard(LONG);
  expect(practice.next).toBeNull();
});

test("away and cover come after the lines, and back before them, without an answer", () => {
  const script: Script = [
    beat("wait", { replies: 0, does: "cover" }),
    beat("ok", { lines: [line("ok", 70)], does: "back" }),
    beat("pizza", { replies: 0, does: "away" }),
    beat("hey", { lines: [line("hey", 90)], does: "back" }),
  ];
  const practice = new Practice(script, 0);
  expect(told(practice.pass(6_000))).toEqual(["…", "wait"]);
  expect(practice.place.hidden).toBeNull();
  expect(told(practice.pass(8_000))).toEqual(["<cover>"]);
  expect(practice.place).toMatchObject({ beat: 2, doing: "pausing", hidden: "cover" });
  expect(told(practice.heard(77_999))).toEqual([]);
  expect(told(practice.pass(78_000))).toEqual(["<back>", "…"]);
  expect(practice.place).toMatchObject({ beat: 2, doing: "typing", replies: 1, hidden: null });
  expect(told(practice.heard(79_000))).toEqual(["ok"]);
  expect(told(practice.pass(87_000))).toEqual(["…", "pizza", "<away>"]);
  expect(practice.place).toMatchObject({ beat: 4, hidden: "away" });
  expect(told(practice.pass(LONG))).toEqual(["<back>", "…", "hey"]);
});

test("the last line has time to arrive before the youth leaves, and then all is over", () => {
  const practice = new Practice([beat("thx"), beat("bye", { replies: 0, does: "leave" })], 0);
  practice.pass(6_000);
  practice.heard(10_000);
  expect(told(practice.pass(17_999))).toEqual(["…", "bye"]);
  expect(practice.place.doing).toBe("pausing");
  expect(told(practice.pass(18_000))).toEqual(["<leave>"]);
  expect(practice.place).toEqual({ beat: 2, of: 2, doing: "over", replies: 0, hidden: null });
  expect(practice.next).toBeNull();
  expect(practice.heard(LONG)).toEqual([]);
  expect(practice.pass(2 * LONG)).toEqual([]);
});

test("who thanks and stays is done once the responder has answered", () => {
  const practice = new Practice([beat("thanks")], 0);
  practice.pass(LONG);
  expect(practice.place).toMatchObject({ doing: "waiting", replies: 1 });
  expect(practice.heard(LONG)).toEqual([]);
  expect(practice.place).toEqual({ beat: 1, of: 1, doing: "over", replies: 0, hidden: null });
  expect(practice.heard(LONG)).toEqual([]);
  expect(practice.next).toBeNull();
});

test("the place is told at every step", () => {
  const practice = new Practice([beat("a"), beat("b"), beat("c")], 0);
  const seen = [practice.place];
  for (const now of [5_000, 6_000]) {
    practice.pass(now);
    seen.push(practice.place);
  }
  practice.heard(7_000);
  seen.push(practice.place);
  const common = { of: 3, replies: 1, hidden: null };
  expect(seen).toEqual([
    { ...common, beat: 1, doing: "pausing" },
    { ...common, beat: 1, doing: "typing" },
    { ...common, beat: 1, doing: "waiting" },
    { ...common, beat: 2, doing: "pausing" },
  ]);
});

test("however often the time is told, the same happens at the same times", () => {
  const script: Script = [
    beat("a", { lines: [line("a"), line("b", 2)], replies: 2, if_quiet: quiet("u there", 30) }),
    beat("wait", { replies: 0, does: "away" }),
    beat("back", { lines: [line("back", 40)], does: "back", if_quiet: quiet("hello", 30) }),
    beat("bye", { replies: 0, does: "leave" }),
  ];
  const heardAt = [3_000, 20_000, 70_000, 150_000, 160_000, 190_000];
  const play = (every: number): string[] => {
    const practice = new Practice(script, 0);
    const all: string[] = [];
    for (let now = 0; now <= 300_000; now += every) {
      all.push(...told(practice.pass(now)));
      if (heardAt.includes(now)) all.push(...told(practice.heard(now)));
    }
    return all;
  };
  const plays = [100, 500, 1_000].map(play);
  expect(plays[0]?.join(" ")).toBe("… a … b … u there … wait <away> <back> … back … bye <leave>");
  expect(plays[1]).toEqual(plays[0]);
  expect(plays[2]).toEqual(plays[0]);
});
