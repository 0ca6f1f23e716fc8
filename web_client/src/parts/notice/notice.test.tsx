import { render } from "preact";
import { expect, it } from "vitest";
import { Notice } from "./view.tsx";

it.each(["status", "alert"] as const)("is read aloud as %s", (tone) => {
  const root = document.createElement("div");
  render(<Notice tone={tone}>Words</Notice>, root);
  expect(root.querySelector(`[role=${tone}]`)?.textContent).toBe("Words");
});

it("can keep quiet", () => {
  const root = document.createElement("div");
  render(<Notice tone="plain">Words</Notice>, root);
  expect(root.querySelector("[role]")).toBeNull();
});
