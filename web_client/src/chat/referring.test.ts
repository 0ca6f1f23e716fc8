import { expect, test } from "vitest";
import type { Card } from "./card.ts";
import type { DeskSession } from "./desk.ts";
import { readKept } from "./kept.ts";
import { openKept, returnKeys } from "./return_keys.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";
import { YouthSession } from "./youth.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";
const MINUTE = 60_000;
const CARD: Card = {
  name: "Harbor line",
  line: "help",
  ways: [{ how: "text", number: "55512", word: "HELLO" }],
  site: "",
  expect: "Somebody writes back.",
};
const PROPOSAL = {
  to: "Harbor line",
  line: "may_report",
  words: "Sky is 16 and needs a bed.",
  minutes: 30,
} as const;

async function seated(pages: Pages, name: string): Promise<{ at: Desk; page: DeskSession }> {
  const at = pages.server.desk(name);
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => page.state.chats[0]?.pictures).toHaveLength(3);
  return { at, page };
}

async function talk() {
  const pages = new Pages(random);
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  return { pages, ...(await seated(pages, "Dana")) };
}

async function soon(pages: Pages, so: () => unknown, value: unknown): Promise<void> {
  const poll = () => {
    pages.clock.advance(100);
    return so();
  };
  await expect.poll(poll).toEqual(value);
}

const phases = (pages: Pages, page: DeskSession) => [
  pages.youth.state.handOff?.phase,
  page.state.chats[0]?.handOff?.phase,
];

async function asked() {
  const there = await talk();
  const { pages, page } = there;
  expect(page.propose(CHAT, PROPOSAL, "runaway")).toBe("said");
  await expect.poll(() => phases(pages, page)).toEqual(["proposed", "proposed"]);
  return there;
}

async function agreed(told = "I need a bed.") {
  const there = await asked();
  const { pages, page } = there;
  pages.youth.answer({ act: "agree", words: told });
  await expect.poll(() => phases(pages, page)).toEqual(["agreed", "agreed"]);
  return there;
}

function ends(pages: Pages, page: DeskSession) {
  pages.server.exists = false;
  pages.server.seat = null;
  const left = { chat: CHAT, fence: page.state.chats[0]?.fence ?? 0, why: "left" };
  return left;
}

test("a card stands on both pages, and nothing of it is in what the server moves", async () => {
  const { pages, page } = await talk();
  expect(page.sendCard(CHAT, CARD, "runaway")).toBe("said");
  await expect.poll(() => pages.youth.state.messages.at(-1)?.card).toEqual(CARD);
  await soon(pages, () => page.state.chats[0]?.messages.at(-1)?.status, "shown");
  expect(page.state.chats[0]?.messages.at(-1)?.card).toEqual(CARD);
  expect(JSON.stringify(pages.server.log)).not.toMatch(/Harbor|55512|card/);
});

test("a card leaves no mark of something missing before the next message", async () => {
  const { pages, page } = await talk();
  page.say(CHAT, "look");
  page.sendCard(CHAT, CARD, "runaway");
  page.propose(CHAT, PROPOSAL, "runaway");
  page.say(CHAT, "ok?");
  await expect.poll(() => words(pages.youth.state)).toEqual(["look", "", "ok?"]);
});

test("a card that is none is shown as something that can't be shown", async () => {
  const { pages, page } = await talk();
  const bad = { ...CARD, site: "javascript:alert(1)" };
  expect(page.sendCard(CHAT, bad, "runaway")).toBe("no_key");
  page.propose(CHAT, { ...PROPOSAL, words: "" }, "runaway");
  await expect.poll(() => words(pages.youth.state)).toEqual(["?"]);
  expect(pages.youth.state.handOff).toBeNull();
});

test("the youth changes the words before the yes, and the desk has those alone", async () => {
  const { pages, page } = await asked();
  expect(pages.youth.state.handOff).toMatchObject({ ...PROPOSAL, from: "Dana" });
  pages.youth.answer({ act: "agree", words: "I need a bed." });
  await expect.poll(() => page.state.chats[0]?.handOff?.words).toBe("I need a bed.");
  expect(JSON.stringify(pages.server.log)).not.toMatch(/bed|agree/);
});

test("steps are seen, and the hand-off is open until the youth says how it went", async () => {
  const { pages, page } = await agreed();
  const id = page.state.chats[0]?.handOff?.id ?? "";
  page.goOn(CHAT, { act: "steps", id, done: ["calling", "reached"] });
  await expect.poll(() => pages.youth.state.handOff?.done).toEqual(["calling", "reached"]);
  page.goOn(CHAT, { act: "take_back", id });
  expect(page.propose(CHAT, PROPOSAL, "runaway")).toBe("no_key");
  expect(phases(pages, page)).toEqual(["agreed", "agreed"]);
  pages.youth.answer({ act: "connected" });
  await expect.poll(() => phases(pages, page)).toEqual(["connected", "connected"]);
});

test("a yes that is taken back is taken back on both pages", async () => {
  const { pages, page } = await agreed();
  pages.youth.answer({ act: "withdraw" });
  expect(pages.youth.state.handOff?.phase).toBe("withdrawn");
  await expect.poll(() => phases(pages, page)).toEqual(["withdrawn", "withdrawn"]);
  expect(page.propose(CHAT, PROPOSAL, "runaway")).toBe("said");
});

test("a yes taken back without a connection reaches the desk with it", async () => {
  const { pages, page } = await agreed();
  pages.server.youth.become("lost");
  pages.youth.answer({ act: "withdraw" });
  expect(pages.youth.state.handOff?.phase).toBe("withdrawn");
  pages.server.youth.become("here");
  await soon(pages, () => phases(pages, page), ["withdrawn", "withdrawn"]);
});

test("without a word it is over on both pages when its time is", async () => {
  const { pages, page } = await asked();
  pages.clock.advance(30 * MINUTE);
  await expect.poll(() => phases(pages, page)).toEqual(["lapsed", "lapsed"]);
});

test("the desk stops by its own clock when the youth is away", async () => {
  const { pages, page } = await agreed();
  pages.server.youth.become("lost");
  pages.clock.advance(30 * MINUTE);
  expect(page.state.chats[0]?.handOff?.phase).toBe("expired");
});

test("a yes ends when who asked for it loads the page again", async () => {
  const { pages, at } = await agreed();
  const again = pages.desk(at);
  await expect.poll(() => pages.youth.state.handOff?.phase).toBe("left");
  await soon(pages, () => again.state.chats[0]?.handOff?.phase, "left");
});

test("a yes does not go over to the next responder", async () => {
  const { pages } = await agreed();
  pages.server.free();
  expect(pages.youth.state.handOff?.phase).toBe("left");
  const kim = await seated(pages, "Kim");
  pages.youth.share(true);
  pages.youth.say("hello");
  await soon(pages, () => words(kim.page.state.chats[0]).at(-1), "hello");
  expect(kim.page.state.chats[0]?.handOff).toBeNull();
});

test("only who asked can go on with it", async () => {
  const { pages } = await agreed();
  const id = pages.youth.state.handOff?.id ?? "";
  pages.server.free();
  const kim = await seated(pages, "Kim");
  kim.page.goOn(CHAT, { act: "steps", id, done: ["told"] });
  kim.page.say(CHAT, "hi");
  await expect.poll(() => words(pages.youth.state)).toEqual(["hi"]);
  expect(pages.youth.state.handOff).toMatchObject({ phase: "left", done: [] });
});

test("nothing of it is left on a page that is wiped", async () => {
  const { pages, page } = await agreed();
  pages.youth.wipe();
  expect(JSON.stringify(pages.youth.state)).not.toMatch(/bed|Harbor/);
  page.wipe();
  expect(JSON.stringify(page.state)).not.toMatch(/bed|Harbor/);
});

test("of a chat that ended the desk keeps what is to be counted, until it is", async () => {
  const { pages, at, page } = await agreed();
  page.sendCard(CHAT, CARD, "lgbtq");
  pages.youth.answer({ act: "connected" });
  await expect.poll(() => phases(pages, page)[1]).toBe("connected");
  const ended = ends(pages, page);
  at.link.tell("ended", ended);
  const kept = [...page.state.referred];
  expect(kept).toEqual([
    [
      ended.fence,
      [
        { need: "lgbtq", outcome: "card" },
        { need: "runaway", outcome: "connected" },
      ],
    ],
  ]);
  page.wipe();
  expect(page.state.referred.size).toBe(0);
});

const keys = await returnKeys(["tiger", "lamp", "river", "cloud", "bread"]);

test("return words bring a card back, and end what was agreed", async () => {
  const { pages, page } = await agreed();
  page.sendCard(CHAT, CARD, "runaway");
  await expect.poll(() => pages.youth.state.messages).toHaveLength(1);
  const chosen = pages.youth.chooseReturn(keys);
  pages.clock.advance(1);
  expect(await chosen).toEqual({ ok: true });
  pages.clock.advance(2_000);
  const blob = async () => (await openKept(keys, pages.server.returns?.blob ?? "")) ?? "";
  await expect.poll(blob).toContain(CHAT);
  expect(readKept(await blob()).mail.open).toEqual([]);
  expect(await blob()).not.toMatch(/bed/);
  pages.youth.wipe();
  pages.server.youth.become("here");
  const { clock } = pages;
  const link = pages.server.youth as never;
  const back = new YouthSession({ link, random, now: clock.now, later: clock.later });
  expect(await back.comeBack(keys)).toMatchObject({ ok: true });
  await expect.poll(() => back.state.messages.at(-1)?.card).toEqual(CARD);
  expect(back.state.handOff).toBeNull();
  await soon(pages, () => page.state.chats[0]?.handOff?.phase, "left");
});
