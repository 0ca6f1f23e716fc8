import { expect, it } from "vitest";
import { fromUtf8, utf8 } from "./bytes.ts";
import {
  hashOf,
  type Invite,
  keyOf,
  proofOf,
  readInvite,
  readLink,
  tokenOf,
  writeInvite,
  writeLink,
} from "./invite.ts";

const secret = Uint8Array.from({ length: 32 }, (_, at) => at);
const chat = "chat-0123456789abcdef";
const invite: Invite = { name: "Sam", service: "Harbor", introduction: "Hi", secret };

it("writes a question that can be read again, and nothing else can", () => {
  expect(readInvite(writeInvite(invite))).toEqual(invite);
  const said = JSON.parse(fromUtf8(writeInvite(invite)) ?? "");
  for (const wrong of [
    { ...said, name: "" },
    { ...said, name: "x".repeat(41) },
    { ...said, service: undefined },
    { ...said, service: "x".repeat(81) },
    { ...said, introduction: "x".repeat(601) },
    { ...said, introduction: 1 },
    { ...said, secret: "AAAA" },
    { ...said, secret: 5 },
    null,
    [],
    "x",
  ]) {
    expect(readInvite(utf8(JSON.stringify(wrong)))).toBeNull();
  }
  expect(readInvite(utf8("{"))).toBeNull();
});

it("reads only what is a link", () => {
  expect(readLink(writeLink({ chat, secret }))).toEqual({ chat, secret });
  const good = writeLink({ chat, secret });
  for (const wrong of [
    "",
    ".",
    chat,
    `${good}.x`,
    good.slice(0, -2),
    `x.${good.split(".")[1]}`,
    "é.é",
  ]) {
    expect(readLink(wrong)).toBeNull();
  }
});

it("gives the server a token that says nothing of the key", async () => {
  const [token, key] = [await tokenOf(secret), await keyOf(secret)];
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await hashOf(token)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await hashOf(token)).not.toBe(token);
  expect(await proofOf(key, chat, "K")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  // SHA-256 of "abc", as FIPS 180-2 has it: the server makes the same of a token.
  expect(await hashOf("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
});

it("proves one key in one chat", async () => {
  const key = await keyOf(secret);
  const proof = await proofOf(key, chat, "K");
  expect(await proofOf(key, chat, "L")).not.toBe(proof);
  expect(await proofOf(key, "another-chat-0000", "K")).not.toBe(proof);
  expect(await proofOf(await keyOf(new Uint8Array(32)), chat, "K")).not.toBe(proof);
});
