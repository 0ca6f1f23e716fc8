import { expect, test } from "vitest";
import type { GrantTo } from "../wire/types.ts";
import type { DeskSession } from "./desk.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";

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

/** A talk with Dana that goes on with Kim. */
async function handedOver(inLine = "") {
  const pages = await joined();
  const dana = await seated(pages, "Dana");
  pages.youth.say("told Dana");
  await expect.poll(() => words(dana.page.state.chats[0])).toEqual(["told Dana"]);
  dana.page.say(CHAT, "heard you");
  await expect.poll(() => words(pages.youth.state)).toEqual(["told Dana", "heard you"]);
  pages.server.free();
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  if (inLine) pages.youth.say(inLine);
  return { pages, dana, kim: await seated(pages, "Kim") };
}

const shown = ({ page }: { page: DeskSession }) => words(page.state.chats[0]);

test("a newcomer starts fresh, and talks at once while the youth is asked", async () => {
  const { pages, kim, dana } = await handedOver();
  expect(pages.youth.state.shareQuestion).toEqual({ reader: "r2", name: "Kim" });
  pages.youth.say("hello Kim");
  await expect.poll(() => shown(kim)).toEqual(["hello Kim"]);
  await expect.poll(() => kim.page.state.chats[0]?.notShared).toBeGreaterThan(1);
  expect(dana.page.state.chats).toEqual([]);
});

test("what was written in the line is read by whoever comes next, and nothing before it", async () => {
  const { kim } = await handedOver("still here");
  await expect.poll(() => shown(kim)).toEqual(["still here"]);
  expect(kim.page.state.chats[0]?.notShared).toBeGreaterThan(1);
});

test("yes shares what was said; the pictures stay the same", async () => {
  const { pages, kim } = await handedOver();
  await expect.poll(() => kim.page.state.chats[0]?.pictures).toHaveLength(3);
  const before = kim.page.state.chats[0]?.pictures;
  pages.youth.share(true);
  expect(pages.youth.state.shareQuestion).toBeNull();
  await expect.poll(() => shown(kim)).toEqual(["told Dana", "heard you"]);
  expect(kim.page.state.chats[0]?.messages[1]?.by).toBe("colleague");
  expect(kim.page.state.chats[0]?.notShared).toBe(0);
  expect(kim.page.state.chats[0]?.pictures).toEqual(before);
  expect(pages.youth.state.readers[0]?.pictures).toEqual(before);
});

test("no keeps it, also when the newcomer's page is loaded anew", async () => {
  const { pages, kim } = await handedOver();
  pages.youth.share(false);
  pages.youth.say("hello Kim");
  await expect.poll(() => shown(kim)).toEqual(["hello Kim"]);
  const again = { page: pages.desk(kim.at) };
  await expect.poll(() => shown(again)).toEqual(["hello Kim"]);
  expect(pages.youth.state.shareQuestion).toBeNull();
  expect(pages.youth.state.readers[0]).toMatchObject({ cameBack: 1, canRead: true });
});

test("a reloaded page reads again what its seat could read, its own words included", async () => {
  const pages = await joined();
  pages.youth.say("in the line");
  const dana = await seated(pages, "Dana");
  dana.page.say(CHAT, "hi");
  await expect.poll(() => shown(dana)).toEqual(["in the line", "hi"]);
  await expect.poll(() => pages.server.log.length).toBeGreaterThan(2);
  const again = { page: pages.desk(dana.at) };
  await expect.poll(() => shown(again)).toEqual(["in the line", "hi"]);
  expect(again.page.state.chats[0]?.messages.map(({ by }) => by)).toEqual(["youth", "you"]);
  again.page.say(CHAT, "back again");
  await expect.poll(() => words(pages.youth.state)).toEqual(["in the line", "hi", "back again"]);
});

test("each who comes, leaves or has a new key begins an epoch, and nothing else does", async () => {
  const { pages, kim } = await handedOver();
  const epochs = () => pages.server.grants.map(({ reader, epoch }) => `${reader} ${epoch}`);
  expect(epochs()).toEqual(["r1 1", "r2 3"]);
  pages.server.changed();
  pages.server.youth.become("lost");
  pages.server.youth.become("here");
  await expect.poll(epochs).toEqual(["r1 1", "r2 3", "r2 3"]);
  pages.desk(kim.at);
  await expect.poll(() => pages.server.grants.at(-1)?.epoch).toBe(4);
});

test("a grant that did not get through is brought again", async () => {
  const pages = await joined();
  pages.server.youth.refuse.set("grant", { code: "try_again" });
  const at = pages.server.desk("Dana");
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => pages.server.youth.refuse.size).toBe(0);
  await expect
    .poll(() => {
      pages.clock.advance(500);
      return page.state.chats[0]?.canRead;
    })
    .toBe(true);
});

test("a key that is none gets no grant", async () => {
  const pages = await joined();
  const at = pages.server.desk("Nobody");
  at.publicKey = "A".repeat(87);
  pages.server.open(at);
  await expect.poll(() => pages.youth.state.stage).toBe("talking");
  pages.youth.say("hello");
  await expect.poll(() => pages.server.log.length).toBe(1);
  expect(pages.server.grants).toEqual([] satisfies GrantTo[]);
});
