// What stands side by side on the desk: open chats, and ended ones that still have something to say.
import type { DeskChatState, DeskState } from "../../chat/desk_state.ts";
import type { ChatEnded } from "../../wire/types.ts";

export type Panel =
  | { kind: "chat"; fence: number; chat: DeskChatState }
  | { kind: "ended"; fence: number; why: ChatEnded["why"] | null; counts: boolean };

/** What this page knows of chats that left its desk: how they ended, and which ones are dealt with. */
export type Departures = {
  readonly ended: readonly ChatEnded[];
  readonly done: readonly number[];
};

/** Gives the panels in the order of their fences, so that none changes its place beside another. */
export function panels(state: DeskState, { ended, done }: Departures): Panel[] {
  const open: Panel[] = state.chats.map((chat) => ({ kind: "chat", fence: chat.fence, chat }));
  const wanted = state.view?.wrap_up ?? [];
  const fences = new Set([...wanted, ...ended.map((end) => end.fence)]);
  for (const { fence } of [...state.chats, ...done.map((fence) => ({ fence }))])
    fences.delete(fence);
  const closed = [...fences].map((fence): Panel => {
    const why = ended.find((end) => end.fence === fence)?.why ?? null;
    return { kind: "ended", fence, why, counts: wanted.includes(fence) };
  });
  return [...open, ...closed].sort((one, other) => one.fence - other.fence);
}
