// What a page does when the store has forgotten, a node goes, or a receipt is lost.
import { expect, test } from "vitest";
import type { DeskSession } from "./desk.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";

async function talk(): Promise<{ pages: Pages; at: Desk; page: DeskSession }> {
  const pages = new Pages(random);
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  const at = pages.server.desk("Dana");
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => page.state.chats[0]?.pictures).toHaveLength(3);
  await inTime(pages, () => pages.server.shown.size, 2);
  return { pages, at, page };
}

async function inTime(pages: Pages, so: () => unknown, value: unknown): Promise<void> {
  await expect
    .poll(() => {
      pages.clock.advance(100);
      return so();
    })
    .toEqual(value);
}

const shown = (page: DeskSession) => words(page.state.chats[0]);
const status = (pages: Pages) => pages.youth.state.messages.map((message) => message.status);
const asked = ({ link }: Desk, name: string) => link.asked.filter((ask) => ask.name === name);

test("a message is kept until the other page has shown it, and no longer", async () => {
  const { pages, page, at } = await talk();
  at.link.become("lost");
  pages.youth.say("one");
  await inTime(pages, () => status(pages), ["accepted"]);
  const says = () => pages.server.youth.asked.filter(({ name }) => name === "say");
  const before = says().length;
  pages.server.rolledBack(1);
  await inTime(pages, () => says().length, before + 1);
  expect(says().at(-1)).toEqual(says().at(-2));
  at.link.become("here");
  await inTime(pages, () => shown(page), ["one"]);
  await inTime(pages, () => status(pages), ["shown"]);
  pages.server.rolledBack(1);
  await inTime(pages, () => pages.youth.state.view?.last, 2);
  expect(says()).toHaveLength(before + 1);
});

test("what stands in one message is told of many at once, and again until it is heard", async () => {
  const { pages, page, at } = await talk();
  at.link.refuse.set("shown", { code: "try_again" });
  const before = asked(at, "shown").length;
  for (let n = 0; n < 130; n += 1) pages.youth.say(`m${n}`);
  await expect.poll(() => shown(page)).toHaveLength(130);
  pages.clock.advance(249);
  expect(asked(at, "shown")).toHaveLength(before);
  await inTime(pages, () => new Set(status(pages)), new Set(["shown"]));
  const told = asked(at, "shown").slice(before);
  expect(told.map(({ frame }) => (frame.cids as string[]).length)).toEqual([100, 100, 30]);
  expect(told[0]?.frame).toMatchObject({ chat: CHAT, fence: 1 });
});

test("what comes again is confirmed again, and shown once", async () => {
  const { pages, page, at } = await talk();
  pages.youth.say("one");
  await inTime(pages, () => status(pages), ["shown"]);
  const before = asked(at, "shown").length;
  const [said] = pages.server.log.slice(-1);
  at.link.tell("said", said ?? {});
  await inTime(pages, () => asked(at, "shown").length, before + 1);
  expect(shown(page)).toEqual(["one"]);
});

test("what this page can't open for want of a key is not confirmed", async () => {
  const { pages, page } = await talk();
  pages.youth.say("told Dana");
  await inTime(pages, () => shown(page), ["told Dana"]);
  await inTime(pages, () => status(pages), ["shown"]);
  pages.server.free();
  const kim = pages.server.desk("Kim");
  const other = pages.desk(kim);
  await expect.poll(() => other.state.stage).toBe("here");
  pages.server.open(kim);
  await expect.poll(() => other.state.chats[0]?.notShared).toBeGreaterThan(0);
  await inTime(pages, () => other.state.chats[0]?.pictures?.length, 3);
  const locked = new Set(pages.server.log.filter(({ epoch }) => epoch < 3).map(({ cid }) => cid));
  const told = asked(kim, "shown").flatMap(({ frame }) => frame.cids as string[]);
  expect(told.filter((cid) => locked.has(cid))).toEqual([]);
});

test("a push that is lost is made good within a second, by the next view", async () => {
  const { pages, page, at } = await talk();
  at.link.wire = (name, frame) => (name === "said" ? [] : [frame]);
  pages.youth.say("one");
  await expect.poll(() => status(pages)).toEqual(["accepted"]);
  pages.server.pulse();
  pages.clock.advance(299);
  expect(shown(page)).toEqual([]);
  pages.clock.advance(1);
  await expect.poll(() => shown(page)).toEqual(["one"]);
});

test.each([true, false])(
  "an emptied store is filled from the pages (view first: %s)",
  async (view) => {
    const { pages, page } = await talk();
    pages.youth.say("one");
    page.say(CHAT, "two");
    await inTime(pages, () => shown(page).length + words(pages.youth.state).length, 4);
    pages.server.emptied(view);
    pages.youth.say("three");
    page.say(CHAT, "four");
    await inTime(pages, () => shown(page).slice(2).sort(), ["four", "three"]);
    await inTime(pages, () => words(pages.youth.state).slice(2).sort(), ["four", "three"]);
    expect(page.state.chats[0]?.fence).toBe(1);
    expect(pages.youth.state.ended).toBeNull();
  },
);

test("a page holds the newest ticket, and gives it back with its era", async () => {
  const { pages, at } = await talk();
  expect(pages.youth.ticket).toBe("ticket-with-Dana");
  let told = 0;
  pages.youth.subscribe(() => {
    told += 1;
  });
  pages.server.youth.tell("keep", { ticket: "ticket-newer" });
  expect([pages.youth.ticket, told]).toEqual(["ticket-newer", 1]);
  pages.server.youth.tell("again", {});
  const [resume] = pages.server.youth.asked.slice(-1);
  expect(resume).toEqual({
    name: "resume",
    frame: { ticket: "ticket-newer", after: pages.server.log.length, era: "era-1" },
  });
  at.link.tell("again", {});
  expect(asked(at, "arrive").at(-1)?.frame.ticket).toBe("desk-with-seat 1");
  pages.youth.wipe();
  expect(pages.youth.ticket).toBeNull();
});

test("trouble is told while it lasts, and a new connection begins without", async () => {
  const { pages, page, at } = await talk();
  for (const link of [pages.server.youth, at.link]) link.tell("trouble", { on: true });
  expect([pages.youth.state.trouble, page.state.trouble]).toEqual([true, true]);
  pages.server.youth.tell("trouble", { on: false });
  at.link.become("lost");
  at.link.become("here");
  expect([pages.youth.state.trouble, page.state.trouble]).toEqual([false, false]);
});

test("what comes late takes its place among its sender's words, and the mark goes", async () => {
  const { pages, page, at } = await talk();
  const held: object[] = [];
  at.link.wire = (name, frame: { n: number; seq: number }) => {
    if (name !== "said") return [frame];
    if (frame.n === 3) held.push(frame);
    return frame.n === 3 ? [] : [{ ...frame, seq: frame.n > 3 ? frame.seq - 1 : frame.seq }];
  };
  for (const text of ["a", "b", "c"]) pages.youth.say(text);
  await expect.poll(() => shown(page)).toEqual(["a", "*c"]);
  at.link.wire = (_name, frame) => [frame];
  for (const said of held) at.link.tell("said", { ...said, seq: pages.server.log.length });
  await inTime(pages, () => shown(page), ["a", "b", "c"]);
});
