import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { Panel } from "./view.tsx";

afterEach(() => document.body.replaceChildren());

async function open(onBack = vi.fn()): Promise<{ opener: HTMLElement; root: HTMLElement }> {
  const opener = document.body.appendChild(document.createElement("button"));
  const root = document.body.appendChild(document.createElement("div"));
  opener.focus();
  await act(() =>
    render(
      <Panel title="Title" back="Back" onBack={onBack}>
        Words
      </Panel>,
      root,
    ),
  );
  return { opener, root };
}

it("takes the focus, has a name, and gives the focus back", async () => {
  const { opener, root } = await open();
  expect(document.activeElement?.textContent).toBe("Title");
  const dialog = root.querySelector("[role=dialog]");
  const named = dialog?.getAttribute("aria-labelledby") ?? "";
  expect(document.getElementById(named)?.textContent).toBe("Title");
  await act(() => render(null, root));
  expect(document.activeElement).toBe(opener);
});

it("can be left", async () => {
  const onBack = vi.fn();
  const { root } = await open(onBack);
  root.querySelector("button")?.click();
  expect(onBack).toHaveBeenCalledOnce();
});
