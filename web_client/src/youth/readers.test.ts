import { expect, it } from "vitest";
import type { YouthReader } from "../chat/youth_state.ts";
import en from "../text/en.json";
import { newsOfReaders, whoCanRead } from "./readers.ts";

const said = { ...en.talk, who: en.partner.who };

function reader(name: string, parts: Partial<YouthReader> = {}): YouthReader {
  const plain = { role: "responder", link: "here", canRead: true, cameBack: 0 } as const;
  const service = "";
  return { id: name, name, service, pictures: null, ...plain, ...parts };
}

it("names everybody who can read, and nobody who can't", () => {
  expect(whoCanRead([], said)).toBe(en.talk.only_you);
  expect(whoCanRead([reader("Dana", { canRead: false })], said)).toBe(en.talk.only_you);
  expect(whoCanRead([reader("Dana")], said)).toBe("You and Dana can read this.");
  const three = [reader("Dana"), reader("Lee"), reader("Sam", { role: "supervisor" })];
  expect(whoCanRead(three, said)).toBe("You and Dana, Lee and Sam (team lead) can read this.");
});

it("says of a partner where they are from", () => {
  const both = [reader("Dana"), reader("Sam", { role: "partner", service: "Safe Harbor" })];
  expect(whoCanRead(both, said)).toBe("You and Dana and Sam of Safe Harbor can read this.");
});

it("still names a reader who is away", () => {
  const away = [reader("Dana", { link: "away" })];
  expect(whoCanRead(away, said)).toContain("Dana");
  expect(newsOfReaders(away, said).join()).toContain("lost the connection");
});

it("says when somebody is not let in yet, or is back with a new key", () => {
  const [notYet] = newsOfReaders([reader("Dana", { canRead: false })], said);
  expect(notYet).toContain("can't read this yet");
  expect(newsOfReaders([reader("Dana", { cameBack: 1 })], said)).toHaveLength(1);
  expect(newsOfReaders([reader("Dana")], said)).toEqual([]);
});
