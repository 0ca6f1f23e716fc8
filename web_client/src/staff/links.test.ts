import { expect, it } from "vitest";
import { linkParts } from "./links.ts";

it.each([
  ["https://snap.example.com/add?x=1", "https://", "snap.example.com", "/add?x=1"],
  ["HTTP://EXAMPLE.ORG", "HTTP://", "EXAMPLE.ORG", ""],
  ["www.some-site.de", "", "www.some-site.de", ""],
  ["discord.gg/abc", "", "discord.gg", "/abc"],
  ["example.com:8080", "", "example.com", ":8080"],
  ["xn--80ak6aa92e.com", "", "xn--80ak6aa92e.com", ""],
  ["аррӏе.com", "", "аррӏе.com", ""],
  ["http://127.0.0.1:9/x", "http://", "127.0.0.1", ":9/x"],
])("%s leads to its host", (word, before, host, after) => {
  expect(linkParts(word)).toEqual({ before, host, after });
});

it.each([
  ["https://bank.com@evil.example/login", "evil.example"],
  ["https://bank.com:pw@evil.example", "evil.example"],
  ["https://evil.example\\@bank.com", "evil.example"],
  ["https://evil.example#@bank.com", "evil.example"],
  ["https:\\\\evil.example/bank.com", "evil.example"],
])("%s does not hide its host behind another name", (word, host) => {
  expect(linkParts(word)?.host).toBe(host);
});

it.each(["hi", "no.please", "3.14", "a.b", "...", "mom:dad", "J.R.R", "https://"])(
  "%s is no link",
  (word) => {
    expect(linkParts(word)).toBeNull();
  },
);
