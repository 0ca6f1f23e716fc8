import { expect, it } from "vitest";
import { called } from "./called.ts";

it("calls a youth as they asked", () => {
  expect(called({ name: "Robin", fence: 7 })).toBe("Robin");
});

it("tells chats without a name apart, and never changes what it said", () => {
  expect(called({ name: null, fence: 11 })).toBe("Youth 1");
  expect(called({ name: null, fence: 12 })).toBe("Youth 2");
  expect(called({ name: null, fence: 11 })).toBe("Youth 1");
});
