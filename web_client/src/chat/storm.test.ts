// Many talks with a bad net: whatever it does, both pages show all of it, once and in order.
import { expect, test } from "vitest";
import type { MemoryLink } from "./testing/memory_link.ts";
import { Pages } from "./testing/pages.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";

/** A small repeatable dice (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function storm(link: MemoryLink, roll: () => number): void {
  const chance = roll();
  if (chance < 0.15) link.become(link.connection === "here" ? "lost" : "here");
  else if (chance < 0.3) link.loseAnswers += 1;
  else if (chance < 0.35) link.refuse.set("say", { code: "too_fast", wait_s: 2 });
}

function unreliable(link: MemoryLink, roll: () => number): void {
  link.wire = (name, frame) => {
    if (name !== "said") return [frame];
    const chance = roll();
    return chance < 0.2 ? [] : chance < 0.4 ? [frame, frame] : [frame];
  };
}

test.each([1, 2, 3, 4, 5, 6])(
  "storm %i",
  async (seed) => {
    const roll = dice(seed);
    const pages = new Pages(random);
    const at = pages.server.desk("Dana");
    const page = pages.desk(at);
    pages.youth.join({});
    await expect.poll(() => page.state.stage + pages.youth.state.stage).toBe("herewaiting");
    pages.server.open(at);
    await expect.poll(() => page.state.chats[0]?.canRead).toBe(true);
    const links = [pages.server.youth, at.link];
    for (const link of links) unreliable(link, roll);
    const said = { youth: [] as string[], dana: [] as string[] };
    for (let step = 0; step < 60; step += 1) {
      for (const link of links) storm(link, roll);
      if (roll() < 0.5 && pages.youth.say(`y${step}`) === "said") said.youth.push(`y${step}`);
      if (roll() < 0.5 && page.say(CHAT, `d${step}`) === "said") said.dana.push(`d${step}`);
      pages.clock.advance(roll() * 1_000);
      await new Promise((then) => setImmediate(then));
    }
    for (const link of links) {
      link.become("here");
      link.loseAnswers = 0;
    }
    const whole = { youth: said, dana: said };
    await expect
      .poll(
        () => {
          pages.clock.advance(1_000);
          const desk = page.state.chats[0]?.messages ?? [];
          return { youth: told(pages.youth.state.messages), dana: told(desk) };
        },
        { timeout: 8_000 },
      )
      .toEqual(whole);
    expect(pages.youth.state.messages.map(({ text }) => text)).toEqual(
      page.state.chats[0]?.messages.map(({ text }) => text),
    );
  },
  15_000,
);

/** Splits what a page shows by who said it; a gap or something unreadable would show as a text. */
function told(messages: readonly { text: string; gapBefore?: boolean; unreadable?: boolean }[]): {
  youth: string[];
  dana: string[];
} {
  const texts = messages.map((said) => (said.gapBefore || said.unreadable ? "?" : said.text));
  return {
    youth: texts.filter((text) => !text.startsWith("d")),
    dana: texts.filter((text) => text.startsWith("d")),
  };
}
