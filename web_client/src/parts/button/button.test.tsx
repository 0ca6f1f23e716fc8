import { render } from "preact";
import { expect, it, vi } from "vitest";
import { Button } from "./view.tsx";

it("does what it says once, and sends no form", () => {
  const root = document.createElement("form");
  const onPress = vi.fn();
  render(<Button onPress={onPress}>Go</Button>, root);
  const button = root.querySelector("button");
  expect(button?.type).toBe("button");
  button?.click();
  expect(onPress).toHaveBeenCalledOnce();
});

it("says whether it is pressed, only where it can be", () => {
  const root = document.createElement("div");
  render(<Button onPress={vi.fn()}>Go</Button>, root);
  expect(root.querySelector("[aria-pressed]")).toBeNull();
  render(
    <Button pressed={false} onPress={vi.fn()}>
      Go
    </Button>,
    root,
  );
  expect(root.querySelector("[aria-pressed=false]")).not.toBeNull();
});
