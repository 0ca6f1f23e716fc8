import { expect, test } from "vitest";
import type { DeskSession } from "./desk.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

function start(): Pages {
  return new Pages(random);
}

async function joined(name = ""): Promise<Pages> {
  const pages = start();
  pages.youth.join({}, name);
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  return pages;
}

async function seated(pages: Pages, name = "Dana"): Promise<{ at: Desk; page: DeskSession }> {
  const at = pages.server.desk(name);
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => page.state.chats[0]?.canRead).toBe(true);
  return { at, page };
}

/** Both are there, and the check of pictures is over: what is said next is what the test says. */
const talk = async () => {
  const pages = await joined();
  const { at, page } = await seated(pages);
  await expect.poll(() => page.state.chats[0]?.pictures).toHaveLength(3);
  return { pages, at, page };
};

const shown = (page: DeskSession) => words(page.state.chats[0]);

/** Lets time go by until it is so. */
async function inTime(pages: Pages, so: () => unknown, value: unknown): Promise<void> {
  await expect
    .poll(() => {
      pages.clock.advance(500);
      return so();
    })
    .toEqual(value);
}

const CHAT = "chat-0123456789abcdef";

test("what was written in the line, and the name, reach the first responder", async () => {
  const pages = await joined("Sky");
  expect(pages.youth.say("is anyone there")).toBe("said");
  const { page } = await seated(pages);
  await expect.poll(() => shown(page)).toEqual(["is anyone there"]);
  expect(page.state.chats[0]?.name).toBe("Sky");
  expect(pages.youth.state.shareQuestion).toBeNull();
});

test("both sides talk, and both see the same three pictures", async () => {
  const { pages, page } = await talk();
  expect(page.say(CHAT, "hi, I'm Dana")).toBe("said");
  pages.youth.say("hi");
  await expect.poll(() => [...shown(page)].sort()).toEqual(["hi", "hi, I'm Dana"]);
  await expect.poll(() => words(pages.youth.state)).toEqual(shown(page));
  expect(pages.youth.state.messages.find((message) => !message.mine)?.from).toBe("Dana");
  await expect.poll(() => page.state.chats[0]?.pictures).toHaveLength(3);
  expect(pages.youth.state.readers[0]?.pictures).toEqual(page.state.chats[0]?.pictures);
  expect(pages.youth.state.readers[0]?.canRead).toBe(true);
});

test("nothing is said without a chat, without a key, without words, or beyond the limit", async () => {
  const idle = start();
  expect(idle.youth.say("hello")).toBe("no_key");
  const pages = await joined();
  expect(pages.youth.say(" \n")).toBe("empty");
  expect(pages.youth.say("😀".repeat(4001))).toBe("too_long");
  expect(pages.youth.say("😀".repeat(4000))).toBe("said");
  const at = pages.server.desk("Dana");
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.youth.become("lost");
  pages.server.open(at);
  await expect.poll(() => page.state.chats.length).toBe(1);
  expect(page.say(CHAT, "hello")).toBe("no_key");
  expect(at.link.asked.filter(({ name }) => name === "say")).toEqual([]);
});

test("a lost answer is asked for again with the very same envelope, and shown once", async () => {
  const { pages, page } = await talk();
  await inTime(pages, () => pages.server.shown.size, 2);
  const saysOf = (cid?: string) =>
    pages.server.youth.asked.filter(({ name, frame }) => name === "say" && frame.cid === cid);
  const ones = () => saysOf(pages.youth.state.messages[0]?.key);
  pages.server.youth.wire = (name, frame) => (name === "shown" && ones().length < 3 ? [] : [frame]);
  pages.server.youth.loseAnswers = 2;
  pages.youth.say("one");
  pages.youth.say("two");
  await inTime(pages, () => shown(page), ["one", "two"]);
  await inTime(pages, () => pages.youth.state.messages.map(({ status }) => status), [
    "shown",
    "shown",
  ]);
  expect(ones()).toHaveLength(3);
  expect(new Set(ones().map(({ frame }) => JSON.stringify(frame))).size).toBe(1);
});

test("what was said without a net goes out in order once it is back", async () => {
  const { pages, page } = await talk();
  pages.server.youth.become("lost");
  for (const text of ["a", "b", "c"]) pages.youth.say(text);
  page.say(CHAT, "are you still there?");
  await expect.poll(() => page.state.chats[0]?.messages[0]?.status).toBe("accepted");
  expect(words(pages.youth.state)).toEqual(["a", "b", "c"]);
  pages.server.youth.become("here");
  await inTime(pages, () => shown(page), ["are you still there?", "a", "b", "c"]);
  expect(words(pages.youth.state)).toEqual(["are you still there?", "a", "b", "c"]);
});

test("lost, doubled and late pushes leave the same talk on both pages", async () => {
  const { pages, page, at } = await talk();
  let count = 0;
  const late: object[] = [];
  at.link.wire = (name, frame) => {
    if (name !== "said") return [frame];
    count += 1;
    if (count % 3 === 0) return [];
    if (count % 3 === 1) return [frame, ...late.splice(0), frame];
    late.push(frame);
    return [];
  };
  const said = Array.from({ length: 20 }, (_, at) => `message ${at}`);
  for (const text of said) pages.youth.say(text);
  await inTime(pages, () => shown(page), said);
});

test("a long absence is caught up page by page", async () => {
  const { pages, page, at } = await talk();
  at.link.become("lost");
  const said = Array.from({ length: 120 }, (_, at) => `message ${at}`);
  for (const text of said) pages.youth.say(text);
  await expect.poll(() => pages.server.log.length).toBeGreaterThan(120);
  at.link.become("here");
  await inTime(pages, () => shown(page), said);
});

test("a refusal for good is shown, and the count goes on without a hole", async () => {
  const { pages, page } = await talk();
  pages.server.youth.refuse.set("say", { code: "bad_input" });
  pages.youth.say("refused");
  pages.youth.say("taken");
  await expect.poll(() => shown(page)).toEqual(["taken"]);
  expect(pages.youth.state.messages.map(({ status }) => status)).toEqual(["refused", "accepted"]);
  expect(pages.youth.state.failure).toBe("bad_input");
});

test("being told to slow down holds everything back for that long", async () => {
  const { pages, page } = await talk();
  pages.server.youth.refuse.set("say", { code: "too_fast", wait_s: 30 });
  pages.youth.say("one");
  await expect.poll(() => pages.server.youth.refuse.size).toBe(0);
  const says = () => pages.server.youth.asked.filter(({ name }) => name === "say").length;
  const asked = says();
  pages.clock.advance(29_000);
  pages.youth.say("two");
  expect(says()).toBe(asked);
  await inTime(pages, () => shown(page), ["one", "two"]);
});

test("a chat that is gone is said to be gone", async () => {
  const pages = await joined();
  pages.server.youth.become("lost");
  pages.server.exists = false;
  pages.server.youth.become("here");
  await expect.poll(() => pages.youth.state.ended).toBe("gone");
  expect(pages.youth.ticket).toBeNull();
});

test("when the chat ends, no word is left on either page", async () => {
  const { pages, page } = await talk();
  pages.youth.say("secret");
  await expect.poll(() => shown(page)).toEqual(["secret"]);
  await page.end(CHAT);
  await expect.poll(() => pages.youth.state.ended).toBe("closed");
  expect(JSON.stringify([pages.youth.state, page.state])).not.toContain("secret");
  expect(pages.youth.say("more")).toBe("no_key");
});

test("wiping forgets before it returns, and what was under way comes to nothing", async () => {
  const { pages, page } = await talk();
  page.say(CHAT, "a reply");
  pages.youth.say("secret");
  pages.youth.wipe();
  expect(pages.youth.state).toMatchObject({ stage: "ended", messages: [], readers: [] });
  expect(pages.youth.ticket).toBeNull();
  expect(pages.server.youth.closed).toBe(true);
  await expect.poll(() => pages.server.log.some(({ sender }) => sender !== "youth")).toBe(true);
  expect(pages.youth.state.messages).toEqual([]);
  expect(pages.server.log.some(({ n, epoch }) => epoch === 1 && n > 1)).toBe(false);
});

test("leaving ends the page at once and tells the server", async () => {
  const { pages } = await talk();
  const heard = pages.youth.leave();
  expect(pages.youth.state).toMatchObject({ stage: "ended", ended: "left", messages: [] });
  expect(await heard).toBe(true);
  expect(pages.server.exists).toBe(false);
});

test("typing is told at most every 4 seconds", async () => {
  const { pages, page } = await talk();
  const told = () => pages.server.youth.asked.filter(({ name }) => name === "typing").length;
  for (let at = 0; at < 100; at += 1) {
    pages.youth.typing(true);
    pages.clock.advance(100);
  }
  expect(told()).toBe(3);
  page.typing(CHAT, true);
  await expect.poll(() => pages.youth.state.peerTyping).toBe("Dana");
  pages.clock.advance(10_000);
  expect(pages.youth.state.peerTyping).toBeNull();
});

test("a cover put on without a net is told when the net is back", async () => {
  const { pages } = await talk();
  pages.server.youth.become("lost");
  pages.youth.cover(true);
  pages.server.youth.become("here");
  const covers = () => pages.server.youth.asked.filter(({ name }) => name === "cover");
  await expect.poll(() => covers().map(({ frame }) => frame.on)).toEqual([true]);
});

test("a closed line is told, and the youth may try again", async () => {
  const pages = start();
  pages.server.youth.refuse.set("join", { code: "line_closed" });
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.failure).toBe("line_closed");
  expect(pages.youth.state.stage).toBe("idle");
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
});
