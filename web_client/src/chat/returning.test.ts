import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "./bytes.ts";
import type { DeskSession } from "./desk.ts";
import { type Kept, readKept, writeKept } from "./kept.ts";
import { KEPT_BYTES, openKept, plainWords, returnKeys, sealKept } from "./return_keys.ts";
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

const asked = (pages: Pages, name: string) =>
  pages.server.youth.asked.filter((ask) => ask.name === name);
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

describe("the words", () => {
  test("are the same however they are typed, but for their order", async () => {
    expect(plainWords("  ÁBACO, Niño\n rápido-LÁPIZ  café. ")).toEqual([
      "abaco",
      "nino",
      "rapido",
      "lapiz",
      "cafe",
    ]);
    const again = await returnKeys([" Tiger LAMP", "river", "clóud", "bread "]);
    expect(again.token).toBe(keys.token);
    expect(others.token).not.toBe(keys.token);
    expect(keys.token).toMatch(/^[\w-]{43}$/);
    expect(keys.key.extractable).toBe(false);
  });

  test("open what they sealed, and nothing that was touched or sealed by others", async () => {
    const blob = await sealKept(keys, '{"a":"ü"}', random(12));
    expect((await openKept(keys, blob))?.trim()).toBe('{"a":"ü"}');
    expect(await openKept(others, blob)).toBeNull();
    expect(await openKept({ ...keys, token: others.token }, blob)).toBeNull();
    const bytes = fromBase64(blob);
    for (const at of [0, 11, 12, 500, (bytes?.length ?? 1) - 1]) {
      const touched = fromBase64(blob) ?? new Uint8Array();
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(await openKept(keys, toBase64(touched))).toBeNull();
    }
    expect(await openKept(keys, "")).toBeNull();
  });

  test("give a blob whose size tells little, and that always fits its frame", async () => {
    const sizes = new Set<number>();
    for (const text of ["a", "b".repeat(1_024)]) {
      sizes.add((await sealKept(keys, text, random(12))).length);
    }
    expect(sizes.size).toBe(1);
    expect((await sealKept(keys, "c".repeat(KEPT_BYTES), random(12))).length).toBeLessThan(24_001);
  });
});

test("what does not fit is left out, and does not count as shown", () => {
  const envelope = (n: number) => ({ cid: `cid ${n}`, n, epoch: 3, body: "x".repeat(5_000) });
  const epochs = Array.from({ length: 150 }, (_, epoch) => epoch);
  const kept: Kept = {
    ticket: "t",
    chat: CHAT,
    secrets: epochs.map((epoch) => [epoch + 3, random(32)]),
    seats: [{ id: "r1", name: "Dana", epochs }],
    counts: [[152, 9]],
    mail: { sealed: [1, 2, 3, 4, 5].map(envelope), open: [{ kind: "text", text: "new" }] },
  };
  const many = readKept(writeKept(kept));
  expect(many.secrets).toHaveLength(100);
  expect(many.secrets[0]).toEqual(kept.secrets.at(-1));
  expect(many.seats[0]?.epochs.every((epoch) => epoch > 52)).toBe(true);
  const few = readKept(writeKept({ ...kept, secrets: kept.secrets.slice(0, 2), counts: [[3, 9]] }));
  expect(few.mail.sealed.map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(few.mail.open).toEqual([]);
  expect(few.counts).toEqual([[3, 3]]);
});

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
  await soon(pages, () => pages.server.log[0], said);
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

test("after coming back the words still lead here, to what is new", async () => {
  const { pages, youth } = await parted();
  await youth.comeBack(keys);
  youth.say("i am back");
  await sealed(pages, 1);
  await youth.dropReturn();
  expect(pages.server.returns).toBeNull();
});

test("the end is the end, with words too, even when it is not heard at first", async () => {
  const pages = await joined();
  await choose(pages);
  pages.server.youth.refuse.set("leave", { code: "try_again" });
  const told = pages.youth.leave();
  expect(pages.youth.state.stage).toBe("ended");
  await soon(pages, () => pages.server.exists, false);
  expect(await told).toBe(true);
  expect(asked(pages, "resume").at(-1)?.frame).toMatchObject({ ticket: pages.server.ticket });
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
