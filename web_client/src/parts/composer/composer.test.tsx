import { render } from "preact";
import { expect, it, vi } from "vitest";
import { lengthOf, MOST } from "./length.ts";
import { Composer } from "./view.tsx";

function compose(text: string, pointer = "fine") {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes(pointer) }));
  const root = document.createElement("div");
  const onSend = vi.fn();
  render(
    <Composer
      {...{ text, onSend, onText: vi.fn(), label: "Write", send: "Send" }}
      long={(over) => `${over} over`}
      near={(left) => `${left} left`}
    />,
    root,
  );
  return { root, onSend, field: root.querySelector("textarea") };
}

function enter(field: Element | null, parts: KeyboardEventInit = {}): void {
  field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, ...parts }));
}

it("counts characters as people do, not as the machine stores them", () => {
  expect(lengthOf("👩".repeat(MOST))).toEqual({ over: 0, left: 0 });
  expect(lengthOf("👩".repeat(MOST + 2))).toEqual({ over: 2, left: null });
  expect(lengthOf("hi")).toEqual({ over: 0, left: null });
});

it("sends with the key, and makes a line with Shift or on a touch screen", () => {
  const keys = compose("hi");
  enter(keys.field, { shiftKey: true });
  expect(keys.onSend).not.toHaveBeenCalled();
  enter(keys.field);
  expect(keys.onSend).toHaveBeenCalledOnce();
  const touch = compose("hi", "coarse");
  enter(touch.field);
  expect(touch.onSend).not.toHaveBeenCalled();
});

it("sends nothing empty or too long, and says why", () => {
  const blank = compose("  \n");
  enter(blank.field);
  expect(blank.onSend).not.toHaveBeenCalled();
  const long = compose("a".repeat(MOST + 3));
  enter(long.field);
  expect(long.onSend).not.toHaveBeenCalled();
  expect(long.root.querySelector("[role=status]")?.textContent).toBe("3 over");
});

it("asks the browser for no help that would carry the words away", () => {
  const { field } = compose("");
  expect(field?.getAttribute("autocomplete")).toBe("off");
});
