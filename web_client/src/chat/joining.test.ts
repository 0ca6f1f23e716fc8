import { expect, it } from "vitest";
import { toBase64 } from "./bytes.ts";
import { makeReaderKeys, type ReaderKeys } from "./hpke.ts";
import { LINK_BYTES, readLink } from "./invite.ts";
import { openLink, sealLink } from "./join_link.ts";
import { Joining } from "./joining.ts";
import type { FloorLink, World } from "./link.ts";
import { Clock } from "./testing/clock.ts";

const CHAT = "chat-0123456789abcdef";
const secret = Uint8Array.from({ length: LINK_BYTES }, (_, at) => at);

interface Stage {
  joining: Joining;
  keys: ReaderKeys;
  asked: object[];
  answer: (sealed: string | null) => void;
  clock: Clock;
}

async function stage(verdict: object = { ok: true }): Promise<Stage> {
  const keys = await makeReaderKeys();
  const clock = new Clock();
  const asked: object[] = [];
  let tell: (frame: object) => void = () => {};
  const link = {
    ask: async (_: string, frame: object) => {
      asked.push(frame);
      return verdict;
    },
    on: (_: string, told: (frame: object) => void) => {
      tell = told;
      return () => {};
    },
  };
  const world = { link, later: clock.later } as unknown as World<FloorLink>;
  const joining = new Joining(world, async () => keys);
  return { joining, keys, asked, clock, answer: (sealed) => tell({ chat: CHAT, sealed }) };
}

const stageOf = ({ joining }: Stage) => joining.state.chats.get(CHAT)?.stage;

it("gives the way in that the youth's page has sealed, and nothing else", async () => {
  const at = await stage();
  await at.joining.ask(CHAT);
  expect(stageOf(at)).toBe("asked");
  expect(at.asked).toEqual([{ chat: CHAT, back_key: toBase64(at.keys.publicKey) }]);
  const other = await makeReaderKeys();
  at.answer(await sealLink(toBase64(other.publicKey), { chat: CHAT, secret }));
  await new Promise((done) => setTimeout(done, 20));
  expect(stageOf(at)).toBe("asked");
  at.answer(await sealLink(toBase64(at.keys.publicKey), { chat: CHAT, secret }));
  await expect.poll(() => stageOf(at)).toBe("let_in");
  const join = at.joining.state.chats.get(CHAT);
  expect(join?.stage === "let_in" && readLink(join.link)).toEqual({ chat: CHAT, secret });
});

it("asks again until there is an answer, and not for ever", async () => {
  const at = await stage();
  await at.joining.ask(CHAT);
  at.clock.advance(10_000);
  await expect.poll(() => at.asked.length).toBe(3);
  at.answer(null);
  await expect.poll(() => stageOf(at)).toBe("refused");
  at.clock.advance(600_000);
  expect(at.asked).toHaveLength(3);
  await at.joining.ask(CHAT);
  at.clock.advance(600_000);
  await expect.poll(() => stageOf(at)).toBe("unanswered");
});

it("does not wait for an answer to what was refused", async () => {
  const at = await stage({ ok: false, code: "not_now" });
  expect((await at.joining.ask(CHAT)).ok).toBe(false);
  expect(stageOf(at)).toBeUndefined();
  at.clock.advance(600_000);
  expect(at.asked).toHaveLength(1);
});

it("forgets what it asked when the page ends", async () => {
  const at = await stage();
  await at.joining.ask(CHAT);
  at.joining.wipe();
  at.clock.advance(600_000);
  expect(at.asked).toHaveLength(1);
  expect(at.joining.state.chats.size).toBe(0);
});

it("opens no link of another chat", async () => {
  const keys = await makeReaderKeys();
  const sealed = (await sealLink(toBase64(keys.publicKey), { chat: CHAT, secret })) ?? "";
  expect(await openLink(keys, "chat-of-somebody-else", sealed)).toBeNull();
  expect(await openLink(keys, CHAT, sealed.slice(0, -4))).toBeNull();
  expect(await sealLink("no key", { chat: CHAT, secret })).toBeNull();
});
