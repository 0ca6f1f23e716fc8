import { expect, test } from "vitest";
import type { DeskSession } from "./desk.ts";
import { readKept } from "./kept.ts";
import { openKept, returnKeys, sealKept } from "./return_keys.ts";
import { MemoryLink } from "./testing/memory_link.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";
import { YouthSession } from "./youth.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";
const keys = await returnKeys(["tiger", "lamp", "river", "cloud", "bread"]);
const others = await returnKeys(["lamp", "tiger", "river", "cloud", "bread"]);

async function joined(): Promise<Pages> {
  const pages = new Pages(random);
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  return pages;
}

async function seated(pages: Pages, name: string): Promise<{ at: Desk; page: DeskSession }> {
  const at = pages.server.desk(name);
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => page.state.chats[0]?.canRead).toBe(true);
  return { at, page };
}

async function soon(pages: Pages, so: () => unknown, value: unknown, ms = 500): Promise<void> {
  const poll = () => {
    pages.clock.advance(ms);
    return so();
  };
  await expect.poll(poll).toEqual(value);
}

async function choose(pages: Pages, youth = pages.youth): Promise<void> {
  const chosen = youth.chooseReturn(keys);
  pages.clock.advance(1);
  expect(await chosen).toEqual({ ok: true });
  expect(youth.state.returns).toBe(true);
}

/** What is sealed at the server holds so much of the youth's mail. */
async function sealed(pages: Pages, mail: number): Promise<void> {
  const kept = async () => {
    pages.clock.advance(2_000);
    const text = await openKept(keys, pages.server.returns?.blob ?? "");
    return text === null ? null : readKept(text).mail.sealed.length;
  };
  await expect.poll(kept).toBe(mail);
}

/** The page goes, and another one stands in its place. */
function anotherPage(pages: Pages): YouthSession {
  const link = pages.server.youth;
  pages.youth.wipe();
  if (pages.server.seat) pages.server.free();
  link.become("here");
  const { clock } = pages;
  return new YouthSession({ link: link as never, random, now: clock.now, later: clock.later });
}

const counts = (pages: Pages) =>
  pages.server.log.map(({ sender, epoch, n }) => `${sender} ${epoch} ${n}`);

/** Dana and a youth with return words have talked; the youth's page is gone. */
async function parted() {
  const pages = await joined();
  pages.youth.say("in the line");
  const dana = await seated(pages, "Dana");
  await choose(pages);
  dana.page.say(CHAT, "hi");
  await expect.poll(() => words(pages.youth.state)).toEqual(["in the line", "hi"]);
  pages.youth.say("he is here");
  const status = () => pages.youth.state.messages.at(-1)?.status;
  await soon(pages, status, "shown");
  await sealed(pages, 0);
  return { pages, dana, youth: anotherPage(pages) };
}

test("the words bring back all that was said, each once, on its own side", async () => {
  const { pages, youth } = await parted();
  expect(await youth.comeBack(keys)).toMatchObject({ ok: true });
  await soon(pages, () => words(youth.state), ["in the line", "hi", "he is here"]);
  expect(youth.state.messages.map(({ mine, from }) => (mine ? "me" : from))).toEqual([
    "me",
    "Dana",
    "me",
  ]);
  expect(youth.state.messages.map(({ status }) => status)).toEqual(["shown", undefined, "shown"]);
  expect(youth.state).toMatchObject({ stage: "waiting", returns: true, readers: [] });
});

test("the talk goes on in an epoch of its own, and no number is given twice", async () => {
  const { pages, youth } = await parted();
  const before = Math.max(...pages.server.log.map(({ epoch }) => epoch));
  await youth.comeBack(keys);
  youth.say("i am back");
  const dana = await seated(pages, "Dana");
  expect(pages.server.log.at(-1)?.epoch).toBeGreaterThan(before + 1);
  await soon(pages, () => words(dana.page.state.chats[0]), ["i am back"]);
  expect(youth.state.shareQuestion).toMatchObject({ name: "Dana" });
  youth.share(true);
  const all = ["in the line", "hi", "he is here", "i am back"];
  await soon(pages, () => words(dana.page.state.chats[0]), all);
  dana.page.say(CHAT, "good to see you");
  await soon(pages, () => words(youth.state), [...all, "good to see you"]);
  expect(new Set(counts(pages)).size).toBe(counts(pages).length);
  await soon(pages, () => youth.state.messages.filter(({ unreadable }) => unreadable), []);
});

test("epochs that were begun after the last sealing are not begun again", async () => {
  const pages = await joined();
  await choose(pages);
  const { blob } = pages.server.returns ?? { blob: "" };
  for (const name of ["Dana", "Kim", "Lee"]) {
    await seated(pages, name);
    pages.youth.say(`hi ${name}`);
    await expect.poll(() => pages.server.log.length).toBeGreaterThan(0);
    pages.server.free();
  }
  const before = Math.max(...pages.server.log.map(({ epoch }) => epoch));
  const youth = anotherPage(pages);
  pages.server.returns = { token: keys.token, blob };
  await youth.comeBack(keys);
  youth.say("again");
  await expect.poll(() => pages.server.log.at(-1)?.epoch).toBeGreaterThan(before + 1);
  expect(new Set(counts(pages)).size).toBe(counts(pages).length);
  expect(youth.state.messages.filter(({ unreadable, mine }) => unreadable && mine)).not.toEqual([]);
});

test("what nobody had read is kept, stands here once, and is read by whoever comes", async () => {
  const pages = await joined();
  pages.youth.say("one");
  pages.youth.say("two");
  await expect.poll(() => pages.server.log.length).toBe(2);
  await choose(pages);
  await sealed(pages, 2);
  const youth = anotherPage(pages);
  await youth.comeBack(keys);
  await soon(pages, () => words(youth.state), ["one", "two"]);
  const dana = await seated(pages, "Dana");
  await soon(pages, () => words(dana.page.state.chats[0]), ["one", "two"]);
  const became = () => youth.state.messages.map(({ status }) => status);
  await soon(pages, became, ["shown", "shown"]);
  expect(pages.server.log.filter(({ epoch }) => epoch === 0)).toHaveLength(2);
});

test("what the store forgot meanwhile is sent again, the very same", async () => {
  const pages = await joined();
  pages.youth.say("one");
  await expect.poll(() => pages.server.log.length).toBe(1);
  await choose(pages);
  await sealed(pages, 1);
  const [said] = pages.server.log;
  const youth = anotherPage(pages);
  pages.server.rolledBack(1);
  await youth.comeBack(keys);
  const again = () => pages.server.log.find(({ cid }) => cid === said?.cid)?.body;
  await soon(pages, again, said?.body);
  youth.say("two");
  await soon(pages, () => words(youth.state), ["one", "two"]);
  const dana = await seated(pages, "Dana");
  await soon(pages, () => words(dana.page.state.chats[0]), ["one", "two"]);
});

test("what was accepted after the last sealing is kept again", async () => {
  const pages = await joined();
  await choose(pages);
  const { blob } = pages.server.returns ?? { blob: "" };
  pages.youth.say("late");
  await expect.poll(() => pages.server.log.length).toBe(1);
  const youth = anotherPage(pages);
  pages.server.returns = { token: keys.token, blob };
  await youth.comeBack(keys);
  await soon(pages, () => words(youth.state), ["late"]);
  expect(youth.state.messages[0]).toMatchObject({ mine: true, status: "accepted" });
  await sealed(pages, 1);
});

test("wrong words lead nowhere, and another try may follow", async () => {
  const { pages, youth } = await parted();
  expect(await youth.comeBack(others)).toMatchObject({ ok: false, code: "no_such_chat" });
  expect(youth.state.stage).toBe("idle");
  pages.server.youth.refuse.set("come_back", { code: "too_fast", wait_s: 30 });
  expect(await youth.comeBack(keys)).toEqual({ ok: false, code: "too_fast", wait_s: 30 });
  pages.server.youth.refuse.set("come_back", { code: "try_again" });
  const back = youth.comeBack(keys);
  await soon(pages, () => youth.state.stage, "waiting");
  expect(await back).toMatchObject({ ok: true });
});

test("a blob that somebody else put there opens nothing", async () => {
  const { pages, youth } = await parted();
  const blob = await sealKept(others, "{}", random(12));
  pages.server.returns = { token: keys.token, blob };
  expect(await youth.comeBack(keys)).toMatchObject({ ok: false, code: "no_such_chat" });
  expect(youth.state.stage).toBe("idle");
});

test("after coming back the words still lead here, to what is new", async () => {
  const { pages, youth } = await parted();
  await youth.comeBack(keys);
  youth.say("i am back");
  await sealed(pages, 1);
  await youth.dropReturn();
  expect(pages.server.returns).toBeNull();
});

test("an earlier page that is open still lets go of the chat", async () => {
  const pages = await joined();
  await choose(pages);
  const link = new MemoryLink((name, frame) => pages.server.fromYouth(name, frame));
  const { now, later } = pages.clock;
  const next = new YouthSession({ link: link as never, random, now, later });
  await next.comeBack(keys);
  await soon(pages, () => pages.server.log.length, 1);
  pages.server.youth.become("lost");
  pages.server.youth.become("here");
  await soon(pages, () => pages.youth.state.ended, "closed");
  expect(pages.youth.ticket).toBeNull();
  expect(next.state.stage).toBe("waiting");
  expect(pages.server.exists).toBe(true);
});

test("the end is the end, with words too; an end that is not heard says so", async () => {
  const pages = await joined();
  await choose(pages);
  expect(await pages.youth.leave()).toBe(true);
  expect(pages.server.exists).toBe(false);
  const others = await joined();
  await choose(others);
  others.server.youth.refuse.set("leave", { code: "try_again" });
  expect(await others.youth.leave()).toBe(false);
  expect(others.youth.state).toMatchObject({ stage: "ended", returns: false });
});

test("who talked before they had to go, and after, is one person to their own page", async () => {
  const { pages, dana, youth } = await parted();
  await youth.comeBack(keys);
  youth.say("i am back");
  pages.server.open(dana.at);
  await expect.poll(() => dana.page.state.chats[0]?.canRead).toBe(true);
  youth.share(true);
  const all = ["in the line", "hi", "he is here", "i am back"];
  await soon(pages, () => words(dana.page.state.chats[0]), all);
  const by = (page: DeskSession) => page.state.chats[0]?.messages.map((message) => message.by);
  expect(by(dana.page)).toEqual(["youth", "you", "youth", "youth"]);
  pages.server.free();
  const kim = await seated(pages, "Kim");
  youth.share(true);
  await soon(pages, () => words(kim.page.state.chats[0]), all);
  expect(by(kim.page)).toEqual(["youth", "colleague", "youth", "youth"]);
});

test("the first word of a page that came back is no wrong answer to the check", async () => {
  const { pages, dana, youth } = await parted();
  pages.server.open(dana.at);
  let failed = false;
  dana.page.subscribe(({ chats }) => {
    failed ||= chats.some(({ checkFailed }) => checkFailed);
  });
  await youth.comeBack(keys);
  await soon(pages, () => dana.page.state.chats[0]?.pictures?.length, 3);
  expect(failed).toBe(false);
});
