// What the server, or somebody who owns it, can try; each try must be seen.
import { expect, test } from "vitest";
import type { Said } from "../wire/types.ts";
import { toBase64 } from "./bytes.ts";
import type { DeskSession } from "./desk.ts";
import { Epochs } from "./epochs.ts";
import { openGrant, sealGrant } from "./grants.ts";
import { makeReaderKeys } from "./hpke.ts";
import { Keyring } from "./keyring.ts";
import { commitment } from "./pictures.ts";
import { Reading } from "./reading.ts";
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
  return { pages, at, page };
}

/** Lets the server change what it brings of the youth's messages. */
function meddle(at: Desk, change: (said: Said) => Said[]): void {
  at.link.wire = (name, frame) => (name === "said" ? change(frame) : [frame]);
}

const shown = (page: DeskSession) => words(page.state.chats[0]);

test.each([
  ["body", (said: Said) => ({ ...said, body: flipped(said.body) })],
  ["epoch", (said: Said) => ({ ...said, epoch: 0 })],
  ["number", (said: Said) => ({ ...said, n: said.n + 1 })],
  ["id", (said: Said) => ({ ...said, cid: "another-cid-0123456" })],
  ["sender", (said: Said) => ({ ...said, sender: "r1" })],
])("a message whose %s was changed does not open, and says so", async (_what, change) => {
  const { pages, at, page } = await talk();
  meddle(at, (said) => [change(said)]);
  pages.youth.say("hello");
  await expect.poll(() => shown(page)).toEqual(["?"]);
});

test("a message brought again under another number of the log is not shown twice", async () => {
  const { pages, at, page } = await talk();
  meddle(at, (said) => [said, { ...said, seq: said.seq + 1 }]);
  pages.youth.say("send me the address");
  await expect.poll(() => shown(page)).toEqual(["send me the address"]);
  meddle(at, (said) => [{ ...said, seq: said.seq + 1 }]);
  pages.youth.say("no, don't");
  await expect.poll(() => shown(page)).toEqual(["send me the address", "no, don't"]);
});

test("a message held back leaves a mark", async () => {
  const { pages, at, page } = await talk();
  let seq = pages.server.log.length;
  meddle(at, (said) => {
    if (said.n % 2 === 1) return [];
    seq += 1;
    return [{ ...said, seq }];
  });
  for (const text of ["a", "b", "c"]) pages.youth.say(text);
  await expect.poll(() => shown(page).filter((text) => text.startsWith("*"))).toHaveLength(1);
});

test("a garbled copy sent ahead does not hide the true message", async () => {
  const { pages, at, page } = await talk();
  meddle(at, (said) => [
    { ...said, body: flipped(said.body) },
    { ...said, seq: said.seq + 1 },
  ]);
  pages.youth.say("hello");
  await expect.poll(() => shown(page)).toEqual(["?", "hello"]);
});

test("words under another chat's name are not taken", async () => {
  const { pages, page } = await talk();
  pages.server.youth.wire = (name, frame: Said) =>
    name === "said"
      ? [{ ...frame, chat: "another-chat-012345", body: flipped(frame.body) }, frame]
      : [frame];
  page.say(CHAT, "hello");
  await expect.poll(() => words(pages.youth.state)).toEqual(["hello"]);
});

test("a made-up reader's words are shown as unreadable", async () => {
  const { pages } = await talk();
  const seq = pages.server.log.length + 1;
  const body = toBase64(random(300));
  const made = { chat: CHAT, seq, sender: "r9", cid: "made-up-0123456789", n: 1, epoch: 1, body };
  pages.server.youth.tell("said", made);
  await expect.poll(() => words(pages.youth.state)).toEqual(["?"]);
});

test("a key put in between shows other pictures on the two pages", async () => {
  const pages = new Pages(random);
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  const at = pages.server.desk("Dana");
  const page = pages.desk(at);
  await expect.poll(() => page.state.stage).toBe("here");
  const between = await makeReaderKeys();
  const honest = at.publicKey;
  at.publicKey = toBase64(between.publicKey);
  pages.server.open(at);
  await expect.poll(() => pages.server.grants.length).toBe(1);
  const stamp = { chat: CHAT, reader: "r1", epoch: 1 };
  const keys = await openGrant(between, stamp, pages.server.grants[0]?.sealed ?? "");
  if (!keys || !pages.server.seat) throw new Error("the one in between could not open it");
  const sealed = await sealGrant(honest, stamp, keys);
  pages.server.seat.grant = { epoch: 1, public_key: honest, sealed: sealed ?? "" };
  at.link.tell("changed", { view: pages.server.deskView(at) });
  await expect.poll(() => page.state.chats[0]?.pictures).toHaveLength(3);
  await expect.poll(() => pages.youth.state.readers[0]?.pictures).toHaveLength(3);
  expect(pages.youth.state.readers[0]?.pictures).not.toEqual(page.state.chats[0]?.pictures);
});

async function reader() {
  const own = await makeReaderKeys();
  const reading = new Reading(new Keyring(CHAT), own, "r1", random);
  const grant = async (epoch: number, secrets: [number, Uint8Array<ArrayBuffer>][], ny: number) => {
    const commit = await commitment(new Uint8Array(16).fill(ny));
    const keys = { secrets: new Map(secrets), commit };
    const public_key = toBase64(own.publicKey);
    const sealed = await sealGrant(public_key, { chat: CHAT, reader: "r1", epoch }, keys);
    return { epoch, public_key, sealed: sealed ?? "" };
  };
  return { reading, grant };
}

test("a reader sends one number for each epoch, and takes back nothing it was told", async () => {
  const { reading, grant } = await reader();
  const [zero, one, other] = [random(32), random(32), random(32)];
  expect((await reading.adopt(await grant(1, [[1, one]], 7)))?.send).toHaveLength(16);
  const all = await grant(
    1,
    [
      [0, zero],
      [1, one],
    ],
    7,
  );
  expect(await reading.adopt(all)).toEqual({ send: null, epoch: 1 });
  expect(await reading.adopt(await grant(1, [[1, one]], 8))).toBeNull();
  expect(await reading.adopt(await grant(1, [[1, other]], 7))).toBeNull();
  expect(await reading.adopt(await grant(0, [[0, zero]], 7))).toBeNull();
  expect(
    await reading.adopt(
      await grant(
        1,
        [
          [1, one],
          [2, other],
        ],
        7,
      ),
    ),
  ).toBeNull();
  expect((await reading.adopt(await grant(2, [[2, other]], 7)))?.send).toHaveLength(16);
});

test("a number that was not committed to gives no pictures, and is told from none at all", async () => {
  const { reading, grant } = await reader();
  await reading.adopt(await grant(1, [[1, random(32)]], 7));
  await reading.check(1, new Uint8Array(16), true);
  expect(reading).toMatchObject({ pictures: null, failed: false });
  await reading.check(1, new Uint8Array(16).fill(9), false);
  expect(reading).toMatchObject({ pictures: null, failed: false });
  await reading.check(1, new Uint8Array(16).fill(8), true);
  expect(reading).toMatchObject({ pictures: null, failed: true });
  await reading.check(1, new Uint8Array(16).fill(7), true);
  expect(reading.pictures).toHaveLength(3);
  expect(reading.failed).toBe(false);
});

test("the youth's page answers only the first number of a check, and only in its epoch", async () => {
  const keyring = new Keyring(CHAT);
  const epochs = new Epochs(keyring, random);
  const public_key = toBase64((await makeReaderKeys()).publicKey);
  const dana = { id: "r1", name: "Dana", role: "responder", link: "here", public_key } as const;
  const [seat] = epochs.meet([dana]);
  if (!seat) throw new Error("nobody to grant");
  expect(await epochs.answerCheck(seat, 0, random(16))).toBeNull();
  expect(await epochs.answerCheck(seat, 1, random(16))).toHaveLength(16);
  const shown = seat.check?.pictures;
  expect(await epochs.answerCheck(seat, 1, random(16))).toBeNull();
  expect(seat.check?.pictures).toBe(shown);
});

function flipped(body: string): string {
  return body.slice(0, -8) + (body.at(-8) === "A" ? "B" : "A") + body.slice(-7);
}
