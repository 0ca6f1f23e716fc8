import { expect, test } from "vitest";
import {
  type Act,
  after,
  type HandOff,
  type Phase,
  readAct,
  STEPS,
  WORDS_POINTS,
  writeAct,
} from "./hand_off.ts";
import { HandOffs } from "./hand_offs.ts";
import { Clock } from "./testing/clock.ts";

const PROPOSAL = {
  id: "a-hand-off",
  to: "Harbor line",
  line: "may_report",
  words: "Sky is 16 and has no place to stay.",
  minutes: 30,
} as const;
const PROPOSE: Act = { act: "propose", ...PROPOSAL };
const { id } = PROPOSAL;
const YOUTH = "youth";
const SEAT = "r7";

const ACTS = {
  agree: { act: "agree", id, words: "I have no place to stay." },
  refuse: { act: "refuse", id },
  withdraw: { act: "withdraw", id },
  connected: { act: "connected", id },
  expired: { act: "expired", id },
  left: { act: "left", id },
  steps: { act: "steps", id, done: ["calling"] },
  take_back: { act: "take_back", id },
} as const satisfies Record<string, Act>;
type Name = keyof typeof ACTS;

const SEATS_OWN: ReadonlySet<Name> = new Set(["steps", "take_back"]);
const mayAct = (name: Name) => (SEATS_OWN.has(name) ? SEAT : YOUTH);

/** What each act leads to; what is not here changes nothing. */
const EXPECTED: Record<Phase, Partial<Record<Name, Phase>>> = {
  proposed: {
    agree: "agreed",
    refuse: "refused",
    expired: "lapsed",
    left: "left",
    take_back: "taken_back",
  },
  agreed: {
    withdraw: "withdrawn",
    connected: "connected",
    expired: "expired",
    left: "left",
    steps: "agreed",
  },
  expired: { withdraw: "withdrawn", connected: "connected", left: "left", steps: "expired" },
  withdrawn: { steps: "withdrawn" },
  connected: { steps: "connected" },
  left: { steps: "left" },
  refused: {},
  lapsed: {},
  taken_back: {},
};
const PHASES = Object.keys(EXPECTED) as Phase[];
const EVERY = PHASES.flatMap((phase) =>
  (Object.keys(ACTS) as Name[]).map((name) => [phase, name] as const),
);

function at(phase: Phase): HandOff {
  return { ...PROPOSAL, by: SEAT, until: 1_800_000, phase, done: [] };
}

test.each(EVERY)("%s, then %s", (phase, name) => {
  const before = at(phase);
  const next = after(before, ACTS[name], mayAct(name), 1);
  const expected = EXPECTED[phase][name];
  if (expected === undefined) expect(next).toBe(before);
  else expect(next?.phase).toBe(expected);
});

test.each(EVERY)("%s is not changed by %s of anybody else", (phase, name) => {
  const before = at(phase);
  for (const other of [SEAT, YOUTH, "r8", ""]) {
    if (other !== mayAct(name)) expect(after(before, ACTS[name], other, 1)).toBe(before);
  }
  expect(after(before, { ...ACTS[name], id: "another" }, mayAct(name), 1)).toBe(before);
});

test.each(PHASES)("while one is %s, another is asked only when nothing is open", (phase) => {
  const before = at(phase);
  const next = after(before, { ...PROPOSE, id: "another" }, SEAT, 1);
  const open = phase === "proposed" || phase === "agreed";
  expect(next?.id).toBe(open ? id : "another");
});

test("a youth is asked and does not ask", () => {
  expect(after(null, PROPOSE, YOUTH, 0)).toBeNull();
  expect(after(null, ACTS.agree, YOUTH, 0)).toBeNull();
});

test("what may be told is what the youth left of it", () => {
  const asked = after(null, PROPOSE, SEAT, 5_000);
  expect(asked).toMatchObject({ words: PROPOSAL.words, until: 5_000 + 30 * 60_000 });
  const agreed = after(asked, ACTS.agree, YOUTH, 6_000);
  expect(agreed).toMatchObject({ words: "I have no place to stay.", to: "Harbor line" });
  const again = after(agreed, { ...ACTS.agree, words: "more" }, YOUTH, 7_000);
  expect(again?.words).toBe("I have no place to stay.");
});

test("steps are what was said of them last", () => {
  const one = after(at("agreed"), ACTS.steps, SEAT, 1);
  const more = after(one, { act: "steps", id, done: ["calling", "reached"] }, SEAT, 2);
  const less = after(more, { act: "steps", id, done: ["reached"] }, SEAT, 3);
  expect([one?.done, more?.done, less?.done]).toEqual([
    ["calling"],
    ["calling", "reached"],
    ["reached"],
  ]);
});

test("every act is read as it was written", () => {
  for (const act of [PROPOSE, ...Object.values(ACTS)]) expect(readAct(writeAct(act))).toEqual(act);
});

test.each([
  ["no JSON", "hello"],
  ["null", "null"],
  ["a list", "[]"],
  ["an unknown act", JSON.stringify({ act: "obey", id })],
  ["no id", JSON.stringify({ act: "refuse" })],
  ["an id with signs", JSON.stringify({ act: "refuse", id: "<b>" })],
  ["a long id", JSON.stringify({ act: "refuse", id: "x".repeat(65) })],
  ["no recipient", JSON.stringify({ ...PROPOSE, to: "  " })],
  ["a list for a recipient", JSON.stringify({ ...PROPOSE, to: ["x"] })],
  ["a line of its own", JSON.stringify({ ...PROPOSE, line: "secret" })],
  ["no words", JSON.stringify({ ...PROPOSE, words: "" })],
  ["too many words", JSON.stringify({ ...PROPOSE, words: "x".repeat(WORDS_POINTS + 1) })],
  ["no end", JSON.stringify({ ...PROPOSE, minutes: 1e9 })],
  ["an end before its beginning", JSON.stringify({ ...PROPOSE, minutes: -30 })],
  ["a yes to nothing", JSON.stringify({ act: "agree", id, words: " " })],
  ["a step of its own", JSON.stringify({ act: "steps", id, done: ["paid"] })],
  ["a step twice", JSON.stringify({ act: "steps", id, done: ["told", "told"] })],
  ["steps that are none", JSON.stringify({ act: "steps", id, done: "told" })],
])("%s is no act", (_what, text) => {
  expect(readAct(text)).toBeNull();
});

test("what is not known of an act is left out", () => {
  const text = JSON.stringify({ ...PROPOSE, until: 1e15, __proto__x: 1 });
  expect(readAct(text)).toEqual(PROPOSE);
});

test("all steps at once are a step list too", () => {
  expect(readAct(JSON.stringify({ act: "steps", id, done: [...STEPS].reverse() }))).toEqual({
    act: "steps",
    id,
    done: STEPS,
  });
});

const MINUTE = 60_000;

function timed() {
  const clock = new Clock();
  const expired: string[] = [];
  const handOffs = new HandOffs(clock, (one) => expired.push(one));
  handOffs.take(PROPOSE, SEAT);
  return { clock, expired, handOffs };
}

test("a question that nobody answers is over when its time is", () => {
  const { clock, expired, handOffs } = timed();
  clock.advance(30 * MINUTE - 1);
  expect([handOffs.now?.phase, expired]).toEqual(["proposed", []]);
  clock.advance(1);
  expect([handOffs.now?.phase, expired]).toEqual(["lapsed", [id]]);
});

test("a yes ends when the card said it would, however late it came", () => {
  const { clock, expired, handOffs } = timed();
  clock.advance(29 * MINUTE);
  handOffs.take(ACTS.agree, YOUTH);
  clock.advance(MINUTE);
  expect([handOffs.now?.phase, expired]).toEqual(["expired", [id]]);
  expect(handOffs.take(ACTS.connected, YOUTH)).toBe(true);
  expect(handOffs.now?.phase).toBe("connected");
});

test("a page that slept over the end does not take a yes after it", () => {
  const clock = new Clock();
  let now = 0;
  const handOffs = new HandOffs({ now: () => now, later: clock.later }, () => undefined);
  handOffs.take(PROPOSE, SEAT);
  now = 31 * MINUTE;
  expect(handOffs.take(ACTS.agree, YOUTH)).toBe(false);
  expect(handOffs.now?.phase).toBe("lapsed");
});

test("the end of one does not end the next", () => {
  const { clock, handOffs } = timed();
  handOffs.take(ACTS.refuse, YOUTH);
  clock.advance(20 * MINUTE);
  handOffs.take({ ...PROPOSE, id: "next" }, SEAT);
  clock.advance(20 * MINUTE);
  expect(handOffs.now).toMatchObject({ id: "next", phase: "proposed" });
});

test("nothing is left once it is wiped, and no clock runs", () => {
  const { clock, expired, handOffs } = timed();
  handOffs.wipe();
  clock.advance(60 * MINUTE);
  expect([handOffs.now, expired]).toEqual([null, []]);
});
