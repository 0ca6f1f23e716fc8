// What return words lead to: brought to the server, and brought again.
import { expect, test } from "vitest";
import type { DeskSession } from "./desk.ts";
import { readKept } from "./kept.ts";
import { openKept, returnKeys } from "./return_keys.ts";
import { Pages } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const keys = await returnKeys(["tiger", "lamp", "river", "cloud", "bread"]);

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

const asked = (pages: Pages, name: string) =>
  pages.server.youth.asked.filter((ask) => ask.name === name);

test("it is sealed anew when it changes, at most every two seconds, under the same words", async () => {
  const pages = await joined();
  await choose(pages);
  const set = () => asked(pages, "set_return").map(({ frame }) => frame);
  expect(set()).toHaveLength(1);
  pages.server.youth.tell("keep", { ticket: "ticket-of-a-new-time" });
  for (let at = 0; at < 5; at += 1) pages.youth.say(`message ${at}`);
  await expect.poll(() => pages.server.log.length).toBe(5);
  pages.clock.advance(1_900);
  expect(set()).toHaveLength(1);
  await soon(pages, () => set().length, 2, 101);
  await sealed(pages, 5);
  const text = await openKept(keys, pages.server.returns?.blob ?? "");
  expect(readKept(text ?? "").ticket).toBe("ticket-of-a-new-time");
  const before = set().length;
  pages.clock.advance(10_000);
  await new Promise((then) => setTimeout(then, 20));
  expect(set()).toHaveLength(before);
  await seated(pages, "Dana");
  await soon(pages, () => set().length > before, true);
  expect(new Set(set().map(({ token }) => token))).toEqual(new Set([keys.token]));
  expect(new Set(set().map(({ blob }) => String(blob).slice(0, 16))).size).toBe(set().length);
});

test("it is brought again after a new connection, and to a store that forgot", async () => {
  const pages = await joined();
  await choose(pages);
  pages.server.returns = null;
  pages.server.youth.become("lost");
  pages.server.youth.become("here");
  await soon(pages, () => pages.server.returns !== null, true);
});

test("taken back, the words lead nowhere and nothing more is sealed", async () => {
  const pages = await joined();
  await choose(pages);
  expect(await pages.youth.dropReturn()).toEqual({ ok: true });
  expect(pages.youth.state.returns).toBe(false);
  expect(pages.server.returns).toBeNull();
  pages.youth.say("more");
  await expect.poll(() => pages.server.log.length).toBe(1);
  pages.clock.advance(10_000);
  await new Promise((then) => setTimeout(then, 20));
  expect(pages.server.returns).toBeNull();
});

test("words that could not be taken back still count, and that is said", async () => {
  const pages = await joined();
  await choose(pages);
  pages.server.youth.refuse.set("drop_return", { code: "try_again" });
  expect(await pages.youth.dropReturn()).toMatchObject({ ok: false });
  expect(pages.youth.state.returns).toBe(true);
});

test("words that the server refuses were never chosen", async () => {
  const pages = await joined();
  pages.server.youth.refuse.set("set_return", { code: "not_now" });
  const chosen = pages.youth.chooseReturn(keys);
  pages.clock.advance(1);
  expect(await chosen).toMatchObject({ ok: false, code: "not_now" });
  expect(pages.youth.state.returns).toBe(false);
});

test("a wiped page seals nothing more", async () => {
  const pages = await joined();
  await choose(pages);
  pages.youth.say("one");
  await expect.poll(() => pages.server.log.length).toBe(1);
  pages.youth.wipe();
  const before = asked(pages, "set_return").length;
  pages.server.youth.become("here");
  pages.clock.advance(10_000);
  await new Promise((then) => setTimeout(then, 20));
  expect(asked(pages, "set_return")).toHaveLength(before);
});
