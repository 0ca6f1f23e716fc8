// Many talks with a bad net and a store that forgets: whatever happens, both pages show all of it,
// once, and each sender's words in the order they were written.
import { expect, test } from "vitest";
import type { DeskSession } from "./desk.ts";
import type { MemoryLink } from "./testing/memory_link.ts";
import { Pages } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";
import type { Message } from "./youth_state.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";

type Roll = () => number;

/** A small repeatable dice (mulberry32). */
function dice(seed: number): Roll {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Talk {
  pages: Pages;
  page: DeskSession;
  at: Desk;
  links: MemoryLink[];
  said: { youth: string[]; dana: string[] };
}

async function talk(): Promise<Talk> {
  const pages = new Pages(random);
  const at = pages.server.desk("Dana");
  const page = pages.desk(at);
  pages.youth.join({});
  await expect.poll(() => page.state.stage + pages.youth.state.stage).toBe("herewaiting");
  pages.server.open(at);
  await expect.poll(() => page.state.chats[0]?.canRead).toBe(true);
  const links = [pages.server.youth, at.link];
  return { pages, page, at, links, said: { youth: [], dana: [] } };
}

function disturb(link: MemoryLink, roll: Roll): void {
  const chance = roll();
  if (chance < 0.15) link.become(link.connection === "here" ? "lost" : "here");
  else if (chance < 0.3) link.loseAnswers += 1;
  else if (chance < 0.35) link.refuse.set("say", { code: "too_fast", wait_s: 2 });
  else if (chance < 0.4) link.refuse.set("shown", { code: "try_again" });
}

/** The store is emptied, or goes on from a copy that lacks the last messages. */
function forget({ pages }: Talk, roll: Roll): void {
  const chance = roll();
  if (chance < 0.05) pages.server.emptied(roll() < 0.5);
  else if (chance < 0.12) pages.server.rolledBack(1 + Math.floor(roll() * 5));
}

function unreliable(link: MemoryLink, roll: Roll): void {
  link.wire = (name, frame) => {
    const chance = roll();
    if (name === "shown") return chance < 0.3 ? [] : [frame];
    if (name !== "said") return [frame];
    return chance < 0.2 ? [] : chance < 0.4 ? [frame, frame] : [frame];
  };
}

async function step({ pages, page, links, said }: Talk, at: number, roll: Roll): Promise<void> {
  for (const link of links) disturb(link, roll);
  if (roll() < 0.5 && pages.youth.say(`y${at}`) === "said") said.youth.push(`y${at}`);
  if (roll() < 0.5 && page.say(CHAT, `d${at}`) === "said") said.dana.push(`d${at}`);
  pages.server.pulse();
  pages.clock.advance(roll() * 1_000);
  await new Promise((then) => setImmediate(then));
}

/** The net is well again. */
function calm({ links }: Talk): void {
  for (const link of links) {
    link.wire = (_name, frame) => [frame];
    link.refuse.clear();
    link.loseAnswers = 0;
    if (link.connection !== "here") link.become("here");
  }
}

/** The last words are accepted, reach nobody, and are forgotten; no connection is lost meanwhile. */
async function forgetLastWords(between: Talk): Promise<void> {
  const { pages, page, links, said } = between;
  for (const link of links) link.wire = (name, frame) => (name === "said" ? [] : [frame]);
  pages.youth.say("y!");
  page.say(CHAT, "d!");
  said.youth.push("y!");
  said.dana.push("d!");
  const last = () => [pages.youth.state.messages, onDesk(page)].map(lastStatus);
  await expect.poll(last).toEqual(["accepted", "accepted"]);
  pages.server.rolledBack(2);
}

const lastStatus = (messages: readonly Message[]) =>
  messages.filter(({ mine }) => mine).pop()?.status;

const onDesk = (page: DeskSession) => page.state.chats[0]?.messages ?? [];

async function inTime({ pages }: Talk, so: () => unknown, value: unknown): Promise<void> {
  const poll = () => {
    pages.server.pulse();
    pages.clock.advance(1_000);
    return so();
  };
  await expect.poll(poll).toEqual(value);
}

/** Both pages show all of it; and after one more connection, nothing is kept any longer. */
async function allTold(between: Talk): Promise<void> {
  const { pages, page, links, said } = between;
  const each = [said.youth, said.dana].map((texts) => texts.join(" "));
  const pair = () => [pages.youth.state.messages, onDesk(page)];
  await inTime(between, () => pair().map(told), [each, each]);
  for (const link of links) {
    link.become("lost");
    link.become("here");
  }
  const kept = () =>
    pair()
      .flat()
      .filter(({ mine, status }) => mine && status !== "shown");
  await inTime(between, kept, []);
  expect(pair().map(told)).toEqual([each, each]);
}

/** Splits what a page shows by who said it; a gap or something unreadable would show as a text. */
function told(messages: readonly Message[]): string[] {
  const texts = messages.map((said) => (said.gapBefore || said.unreadable ? "?" : said.text));
  const [youth, dana] = [false, true].map((is) =>
    texts.filter((text) => text.startsWith("d") === is),
  );
  return [youth, dana].map((of) => (of ?? []).join(" "));
}

test.each([1, 2, 3, 4, 5, 6])(
  "storm %i",
  async (seed) => {
    const roll = dice(seed);
    const between = await talk();
    for (const link of between.links) unreliable(link, roll);
    for (let at = 0; at < 60; at += 1) await step(between, at, roll);
    calm(between);
    await allTold(between);
    const { pages, page } = between;
    expect(pages.youth.state.messages.map(({ text }) => text)).toEqual(
      onDesk(page).map(({ text }) => text),
    );
  },
  15_000,
);

test.each(Array.from({ length: 12 }, (_, at) => at + 1))(
  "storm %i over a store that forgets",
  async (seed) => {
    const roll = dice(seed);
    const between = await talk();
    for (const link of between.links) unreliable(link, roll);
    for (let at = 0; at < 60; at += 1) {
      await step(between, at, roll);
      forget(between, roll);
    }
    calm(between);
    await allTold(between);
    await forgetLastWords(between);
    calm(between);
    await allTold(between);
  },
  15_000,
);
