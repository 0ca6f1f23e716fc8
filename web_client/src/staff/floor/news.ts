// Which alerts a page has not made heard yet.
import type { FloorAlert } from "../../wire/types.ts";

export type Standing = Pick<FloorAlert, "kind" | "speaks" | "seen_by">;
type Kind = FloorAlert["kind"];

export interface News {
  /** What is to be heard now. */
  readonly fresh: readonly Kind[];
  /** What has been heard and still stands; to be given back the next time. */
  readonly heard: ReadonlySet<Kind>;
}

/** Takes what was heard before and what stands; one that is over and comes again is news again. */
export function news(heard: ReadonlySet<Kind>, standing: readonly Standing[]): News {
  const speaking = standing.filter((alert) => alert.speaks);
  const fresh = speaking.filter((alert) => alert.seen_by === null && !heard.has(alert.kind));
  return {
    fresh: fresh.map((alert) => alert.kind),
    heard: new Set(speaking.map((alert) => alert.kind)),
  };
}
