// Names for the slots of a plan; nobody types one.
import type { SlotShape } from "../../wire/types.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Takes a slot's day and start, and the slots there are; gives a name that none of them has. */
export function slotName(weekday: number, start: string, slots: readonly SlotShape[]): string {
  const plain = `${DAYS[weekday]}-${start.replace(":", "")}`;
  const taken = new Set(slots.map(({ id }) => id));
  let name = plain;
  for (let n = 2; taken.has(name); n += 1) name = `${plain}-${n}`;
  return name;
}
