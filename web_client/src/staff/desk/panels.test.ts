import { expect, it } from "vitest";
import type { DeskChatState, DeskState } from "../../chat/desk_state.ts";
import type { ChatEnded, DeskView } from "../../wire/types.ts";
import { panels } from "./panels.ts";

function desk(open: number[], wrap_up: number[]): DeskState {
  const chats = open.map((fence) => ({ chat: `chat${fence}`, fence }) as DeskChatState);
  return { chats, view: { wrap_up } as unknown as DeskView } as unknown as DeskState;
}

const left = (fence: number): ChatEnded => ({ chat: `chat${fence}`, fence, why: "left" });

it("keeps each panel in its place when another chat ends", () => {
  const before = panels(desk([4, 7], []), { ended: [], done: [] });
  const after = panels(desk([7], [4]), { ended: [left(4)], done: [] });
  expect(before.map(({ kind, fence }) => [kind, fence])).toEqual([
    ["chat", 4],
    ["chat", 7],
  ]);
  expect(after.map(({ kind, fence }) => [kind, fence])).toEqual([
    ["ended", 4],
    ["chat", 7],
  ]);
});

it("says how a chat ended, and asks for the counts only when they are wanted", () => {
  const shown = panels(desk([], [4]), { ended: [left(3)], done: [] });
  expect(shown).toEqual([
    { kind: "ended", fence: 3, why: "left", counts: false },
    { kind: "ended", fence: 4, why: null, counts: true },
  ]);
});

it("shows nothing of what is dealt with, though the server's picture is a moment old", () => {
  expect(panels(desk([], [4]), { ended: [left(4)], done: [4] })).toEqual([]);
});
