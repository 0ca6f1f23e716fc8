// The topics a youth may choose, in the order in which staff see them.
import type { Topic } from "../wire/types.ts";

export const TOPICS: readonly Topic[] = [
  "trade",
  "pictures",
  "threats",
  "hurt",
  "sexual",
  "dating",
  "home",
  "self_harm",
  "substances",
  "identity",
  "friend",
  "other",
];
