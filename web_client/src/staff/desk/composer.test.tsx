import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { say } from "../words.ts";
import { Composer } from "./composer.tsx";

const WORDS = { list: async () => [], failed: false };
let root: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  render(null, root);
  root.remove();
});

function show(canRead: boolean): void {
  const session = { say: () => (canRead ? "said" : "no_key"), typing: () => undefined };
  const state = { chat: "c", fence: 1, canRead, view: { intake: { language: null } } };
  render(
    <Composer
      session={session as unknown as DeskSession}
      state={state as unknown as DeskChatState}
      name="Sky"
      readyWords={WORDS as never}
    />,
    root,
  );
}

it("says that a page can't read yet for as long as that is true, and keeps the words", async () => {
  show(false);
  const box = root.querySelector("textarea") as HTMLTextAreaElement;
  box.value = "hello";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  root.querySelector("form")?.requestSubmit();
  await expect.poll(() => root.textContent).toContain(say("chat.cant_read"));
  show(true);
  await expect.poll(() => root.textContent).not.toContain(say("chat.cant_read"));
  expect(box.value).toBe("hello");
});
