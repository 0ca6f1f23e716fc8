// Who can read, in words.
import { OURS } from "../chat/ours.ts";
import type { YouthReader } from "../chat/youth_state.ts";
import { fill, type Words } from "./words.ts";

type TalkWords = Words["talk"] & Pick<Words["partner"], "who">;

/** One sentence that names everybody who can read right now. */
export function whoCanRead(readers: readonly YouthReader[], words: TalkWords): string {
  const names = readers.filter((reader) => reader.canRead).map((reader) => called(reader, words));
  return names.length === 0
    ? words.only_you
    : fill(words.can_read, { names: listed(names, words.and) });
}

/** What else there is to say of each: not let in yet, away, or back with a new key. */
export function newsOfReaders(readers: readonly YouthReader[], words: TalkWords): string[] {
  return readers.flatMap((reader) => {
    const said = { name: reader.name };
    if (reader.link === "away") return [fill(words.away, said)];
    if (!reader.canRead) return [fill(words.not_yet, said)];
    return reader.cameBack > 0 ? [fill(words.came_back, said)] : [];
  });
}

function called({ name, role, service }: YouthReader, words: TalkWords): string {
  if (role === "partner" && service !== OURS) return fill(words.who, { name, service });
  return role === "supervisor" || role === "partner" ? fill(words.lead, { name }) : name;
}

function listed(names: readonly string[], and: string): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
}
