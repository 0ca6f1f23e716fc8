import { expect, it } from "vitest";
import en from "../text/en.json";
import { failed } from "./failures.ts";

it("has a sentence for what a person can act on, and a general one for the rest", () => {
  expect(failed("line_full", en.fail)).toBe(en.fail.line_full);
  expect(failed("no_encryption", en.fail)).toBe(en.fail.no_encryption);
  expect(failed("try_again", en.fail)).toBe(en.fail.other);
  expect(failed("load", en.fail)).toBe(en.fail.other);
});
