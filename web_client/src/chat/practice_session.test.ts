import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PageLink } from "./page_link.ts";
import type { Act, ScriptBeat } from "./practice.ts";
import { PracticeSession } from "./practice_session.ts";
import { Clock } from "./testing/clock.ts";
import { words } from "./testing/pages.ts";

const ME = {
  id: "dana-0123456789abcd",
  name: "Dana",
  role: "responder" as const,
  ready: false,
  cap: 2,
  languages: ["en" as const],
  training_days: null,
};
const OFFER_S = 45;

let clock: Clock;
let played: PracticeSession;

function beat(text: string, does: Act | null = null, after_s = 2): ScriptBeat {
  const replies = does === null || does === "back" ? 1 : 0;
  return { lines: [{ text, after_s }], replies, if_quiet: null, does };
}

function play(...script: ScriptBeat[]): PracticeSession {
  const { now, later } = clock;
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const intake = { safety: "unsure" as const };
  const about = { script, intake, name: "Practice youth", me: ME, offer_s: OFFER_S };
  return new PracticeSession(about, { random, now, later });
}

beforeEach(() => {
  clock = new Clock();
  played = play(beat("hi"), beat("so"), beat("ok thank you", "leave"));
});

afterEach(() => played.stop());

const chat = () => played.desk.state.chats[0];
const onDesk = () => words(chat());

async function offered(): Promise<void> {
  await expect.poll(() => played.desk.state.view?.offer ?? null).not.toBeNull();
}

async function opened(): Promise<void> {
  await offered();
  await played.desk.accept();
  await expect.poll(() => chat()?.canRead).toBe(true);
}

/** Lets the time go on, and whatever is sealed meanwhile arrive. */
async function passes(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s++) {
    clock.advance(1_000);
    for (let turn = 0; turn < 20; turn++) await new Promise((done) => setTimeout(done));
  }
}

async function answered(text: string): Promise<void> {
  const before = played.state.place?.beat ?? 0;
  expect(played.desk.say(chat()?.chat ?? "", text)).toBe("said");
  await expect.poll(() => played.state.place?.beat).toBe(before + 1);
}

it("is offered with what the youth told the line, and opened only when it is taken", async () => {
  await offered();
  const offer = played.desk.state.view?.offer;
  expect(offer).toMatchObject({ intake: { safety: "unsure" }, left_s: OFFER_S, by_name: false });
  expect(played.state).toEqual({ phase: "offered", place: null });
  await opened();
  expect(played.state).toMatchObject({ phase: "open", place: { beat: 1, of: 3 } });
});

it("is played to its end over real keys: name, pictures, typing, receipts", async () => {
  const asked = vi.spyOn(PageLink.prototype, "ask");
  const told = vi.spyOn(PageLink.prototype, "tell");
  await opened();
  await expect.poll(() => chat()?.name).toBe("Practice youth");
  await expect.poll(() => chat()?.pictures).toHaveLength(3);
  await passes(2);
  expect(chat()?.peerTyping).toBe(true);
  await passes(1);
  await expect.poll(onDesk).toEqual(["hi"]);
  await answered("i hear you");
  await passes(3);
  await expect.poll(onDesk).toEqual(["hi", "i hear you", "so"]);
  expect(chat()?.messages[1]?.status).toBe("shown");
  await answered("go on");
  await passes(6);
  await expect.poll(() => played.state.phase).toBe("wrapping");
  expect(played.desk.state.left).toMatchObject({ why: "left" });
  expect(played.desk.state.chats).toEqual([]);
  expect(played.finished).toBe(true);
  await played.desk.wrapUp({ fence: played.desk.state.view?.wrap_up[0] ?? -1 });
  expect(played.state.phase).toBe("over");
  const passed = JSON.stringify([asked.mock.calls, told.mock.calls]);
  expect(passed).toContain('"body"');
  expect(passed).not.toMatch(/i hear you|go on|thank you|Practice youth/);
});

it("shows who goes away, or covers the page, as with anyone, and keeps what is said meanwhile", async () => {
  played.stop();
  const back = beat("back now", "back");
  played = play(beat("wait", "away"), back, beat("mom", "cover"), beat("ok thank you", "back"));
  await opened();
  await passes(5);
  await expect.poll(() => chat()?.view.youth_link).toBe("away");
  expect(played.state.place?.hidden).toBe("away");
  played.desk.say(chat()?.chat ?? "", "i am here");
  await passes(4);
  await expect.poll(() => chat()?.view.youth_link).toBe("here");
  await expect.poll(onDesk).toEqual(["wait", "i am here", "back now"]);
  await answered("welcome back");
  await passes(5);
  await expect.poll(() => chat()?.view.covered).toBe(true);
  await passes(4);
  await expect.poll(() => chat()?.view.covered).toBe(false);
  await expect.poll(onDesk).toContain("ok thank you");
  expect(played.finished).toBe(true);
});

it("is let go when the offer is declined, or goes by", async () => {
  await offered();
  await played.desk.decline();
  expect(played.state.phase).toBe("let_go");
  played.stop();
  played = play(beat("hi"));
  await offered();
  clock.advance(OFFER_S * 1_000);
  expect(played.state.phase).toBe("let_go");
  expect(played.desk.state.view?.offer).toBeNull();
  expect(await played.desk.accept()).toMatchObject({ ok: false });
});

it.each([
  ["end", "closed"],
  ["handOver", "handed_over"],
] as const)("is not finished by who lets go of it early: %s", async (way, why) => {
  await opened();
  await passes(3);
  await played.desk[way](chat()?.chat ?? "");
  expect(played.state.phase).toBe("wrapping");
  expect(played.desk.state.left?.why).toBe(why);
  expect(played.desk.state.view?.wrap_up).toHaveLength(1);
  expect(played.finished).toBe(false);
  await passes(10);
  expect(played.state.place).toMatchObject({ beat: 1 });
});

it("is finished once all is said, also when the responder ends it then", async () => {
  played.stop();
  played = play(beat("hi"), beat("ok thank you"));
  await opened();
  await passes(3);
  await answered("hello");
  await passes(4);
  await expect.poll(onDesk).toContain("ok thank you");
  await played.desk.end(chat()?.chat ?? "");
  expect(played.finished).toBe(true);
});

it("forgets all of it when it is stopped, and nothing comes after", async () => {
  await opened();
  await passes(3);
  await expect.poll(onDesk).toEqual(["hi"]);
  played.stop();
  expect(played.desk.state).toMatchObject({ stage: "signed_out", view: null, chats: [] });
  await passes(10);
  expect(JSON.stringify(played.desk.state)).not.toContain("hi");
});
