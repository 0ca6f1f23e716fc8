// The cover: put on at once, by hand or when the page goes out of sight.
import { signal } from "@preact/signals";
import { talk } from "./chat.ts";

/** `recipe` was asked for and opens with the picked step; `blank` came by itself: one tap opens it. */
export type Cover = "off" | "blank" | "recipe";

export const cover = signal<Cover>("off");
/** The step of the recipe that brings the page back, counted from 0. */
export const picked = signal(2);

let focused: Element | null = null;

export function hide(as: Exclude<Cover, "off">): void {
  if (cover.value === "off") {
    focused = document.activeElement;
    talk()?.cover(true);
  }
  if (cover.value !== "recipe") cover.value = as;
}

export function show(): void {
  cover.value = "off";
  talk()?.cover(false);
  // The page is drawn again first; what is hidden can't take the focus.
  queueMicrotask(() => focused instanceof HTMLElement && focused.focus({ preventScroll: true }));
}

/** Esc hides; a second one within a second is the exit, which reads its keys before anyone. */
export function listen(): void {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) hide("recipe");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hide("blank");
  });
}
