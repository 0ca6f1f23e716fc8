import { render } from "preact";
import { expect, it, vi } from "vitest";
import { opens } from "./taps.ts";
import { BlankCover, RecipeCover } from "./view.tsx";

const RECIPE = {
  title: "Soup",
  serves: "4",
  needs: "1 onion, salt",
  steps: ["Chop", "Cook", "Eat"],
};

function cover() {
  const root = document.createElement("div");
  const onBack = vi.fn();
  render(<RecipeCover recipe={RECIPE} picked={2} onBack={onBack} />, root);
  return { steps: [...root.querySelectorAll("button")], onBack };
}

it("opens at the picked step, tapped twice", () => {
  const { steps, onBack } = cover();
  steps[2]?.click();
  expect(onBack).not.toHaveBeenCalled();
  steps[2]?.click();
  expect(onBack).toHaveBeenCalledOnce();
});

it("stays shut for any other tapping", () => {
  const { steps, onBack } = cover();
  for (const step of [0, 0, 1, 1, 2, 0, 2]) steps[step]?.click();
  expect(onBack).not.toHaveBeenCalled();
});

it("forgets a tap after a while", () => {
  expect(opens(2, { step: 2, at: 0 }, { step: 2, at: 5_000 })).toBe(true);
  expect(opens(2, { step: 2, at: 0 }, { step: 2, at: 5_001 })).toBe(false);
});

it("that came by itself goes with one tap", () => {
  const root = document.createElement("div");
  const onBack = vi.fn();
  render(<BlankCover label="Tap to go on" onBack={onBack} />, root);
  root.querySelector("button")?.click();
  expect(onBack).toHaveBeenCalledOnce();
});
