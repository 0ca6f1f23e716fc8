import { render } from "preact";
import { expect, it, vi } from "vitest";
import { Bar } from "./view.tsx";

it("keeps a number in sight, and a way to hide", () => {
  const root = document.createElement("div");
  const [onHide, onNumbers] = [vi.fn(), vi.fn()];
  const number = { id: "a", name: "A", call: "911", about: {}, said: {}, reports: false };
  render(
    <Bar {...{ onHide, onNumbers, number, hide: "Hide", call: "Call {number}", text: "Text" }} />,
    root,
  );
  const [hide, numbers] = root.querySelectorAll("button");
  expect(numbers?.textContent).toBe("Call 911");
  hide?.click();
  numbers?.click();
  expect(onHide).toHaveBeenCalledOnce();
  expect(onNumbers).toHaveBeenCalledOnce();
});
