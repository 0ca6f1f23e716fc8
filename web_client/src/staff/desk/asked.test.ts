import { expect, it } from "vitest";
import type { DeskChatState, DeskMessage } from "../../chat/desk_state.ts";
import { askedSince } from "./asked.ts";

function message(by: DeskMessage["by"], at: number, parts: Partial<DeskMessage> = {}): DeskMessage {
  return { key: `${by} ${at}`, by, mine: by === "you", from: "", text: "x", at, ...parts };
}

function since(asked_s: number, ...messages: DeskMessage[]): number | null {
  const view = { asked_s } as DeskChatState["view"];
  return askedSince({ view, messages } as unknown as DeskChatState, 100_000);
}

it("knows of nobody who waits where the last word was an answer", () => {
  expect(since(0)).toBeNull();
  expect(since(0, message("youth", 1_000), message("you", 2_000))).toBeNull();
});

it("takes the server's word, also for what this page read later", () => {
  expect(since(60)).toBe(40_000);
  expect(since(60, message("youth", 99_000))).toBe(40_000);
});

it("counts from the first word after the last answer", () => {
  const talk = [message("youth", 1), message("you", 2), message("youth", 3), message("youth", 4)];
  expect(since(0, ...talk)).toBe(3);
});

it("does not remind of what was answered after the server spoke", () => {
  expect(since(60, message("youth", 1_000), message("you", 100_001))).toBeNull();
});

it("takes an answer that was refused for none", () => {
  const refused = message("you", 100_001, { status: "refused" });
  expect(since(60, message("youth", 41_000), refused)).toBe(40_000);
});
