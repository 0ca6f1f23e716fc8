import { expect, it } from "vitest";
import { news, type Standing } from "./news.ts";

const LINE: Standing = { kind: "line", speaks: true, seen_by: null };
const WAIT: Standing = { ...LINE, kind: "wait" };

it("makes each alert heard once", () => {
  const first = news(new Set(), [LINE]);
  expect(first.fresh).toEqual(["line"]);
  const second = news(first.heard, [LINE, WAIT]);
  expect(second.fresh).toEqual(["wait"]);
  expect(news(second.heard, [LINE, WAIT]).fresh).toEqual([]);
});

it("makes one that was over heard again", () => {
  const over = news(news(new Set(), [LINE]).heard, []);
  expect(news(over.heard, [LINE]).fresh).toEqual(["line"]);
});

it("is silent in quiet hours, and speaks when they end", () => {
  const quiet = news(new Set(), [{ ...LINE, speaks: false }]);
  expect(quiet.fresh).toEqual([]);
  expect(news(quiet.heard, [LINE]).fresh).toEqual(["line"]);
});

it("is silent where somebody is on it", () => {
  expect(news(new Set(), [{ ...LINE, seen_by: "Dana" }]).fresh).toEqual([]);
});
