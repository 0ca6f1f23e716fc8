// What of a sealed message stands in the log.
import { readCard } from "./card.ts";
import type { Content } from "./sealing.ts";
import type { Message } from "./youth_state.ts";

/** Gives null for what this page can't show. */
export function shownAs(content: Content | null): Pick<Message, "text" | "card"> | null {
  if (content?.kind === "text") return { text: content.text };
  const card = content?.kind === "card" ? readCard(content.text) : null;
  return card && { text: "", card };
}
