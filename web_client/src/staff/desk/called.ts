// What a youth is called on this desk: as they asked, or by a number, so that two chats without a
// name can be told apart, by eye and by ear.
import type { DeskChatState } from "../../chat/desk_state.ts";
import { say } from "../words.ts";

const numbers = new Map<number, number>();

/** The name they gave, or "Youth 2" for the second one here without a name. */
export function called({ name, fence }: Pick<DeskChatState, "name" | "fence">): string {
  if (name) return name;
  const n = numbers.get(fence) ?? numbers.size + 1;
  numbers.set(fence, n);
  return say("chat.youth", { n });
}
