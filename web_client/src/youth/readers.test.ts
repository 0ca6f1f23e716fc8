import { expect, it } from "vitest";
import type { YouthReader } from "../chat/youth_state.ts";
import en from "../text/en.json";
import { newsOfReaders, whoCanRead } from "./readers.ts";

function reader(name: string, parts: Partial<YouthReader> = {}): YouthReader {
  const plain = { role: "responder", link: "here", canRead: true, cameBack: 0 } as const;
  return { id: name, name, pictures: null, ...plain, ...parts };
}

it("names everybody who can read, and nobody who can't", () => {
  expect(whoCanRead([], en.talk)).toBe(en.talk.only_you);
  expect(whoCanRead([reader("Dana", { canRead: false })], en.talk)).toBe(en.talk.only_you);
  expect(whoCanRead([reader("Dana")], en.talk)).toBe("You and Dana can read this.");
  const three = [reader("Dana"), reader("Lee"), reader("Sam", { role: "supervisor" })];
  expect(whoCanRead(three, en.talk)).toBe("You and Dana, Lee and Sam (team lead) can read this.");
});

it("still names a reader who is away", () => {
  const away = [reader("Dana", { link: "away" })];
  expect(whoCanRead(away, en.talk)).toContain("Dana");
  expect(newsOfReaders(away, en.talk).join()).toContain("lost the connection");
});

it("says when somebody is not let in yet, or is back with a new key", () => {
  const [notYet] = newsOfReaders([reader("Dana", { canRead: false })], en.talk);
  expect(notYet).toContain("can't read this yet");
  expect(newsOfReaders([reader("Dana", { cameBack: 1 })], en.talk)).toHaveLength(1);
  expect(newsOfReaders([reader("Dana")], en.talk)).toEqual([]);
});
