// Since when a youth has been waiting for an answer.
import type { DeskChatState } from "../../chat/desk_state.ts";

/**
 * Takes when the view came; gives a moment of the same clock, or null when nobody waits. The
 * server's word counts, but what this page sent or was sent after it is newer.
 */
export function askedSince(state: DeskChatState, viewAt: number): number | null {
  const { messages, view } = state;
  const said = messages.filter(({ status }) => status !== "refused");
  const answer = said.filter(({ mine }) => mine).pop();
  const asked = said.slice(answer ? said.indexOf(answer) + 1 : 0).find(({ by }) => by === "youth");
  const known = view.asked_s > 0 && (!answer || answer.at <= viewAt);
  const moments = [asked?.at, known ? viewAt - view.asked_s * 1_000 : undefined];
  const some = moments.filter((moment) => moment !== undefined);
  return some.length > 0 ? Math.min(...some) : null;
}
