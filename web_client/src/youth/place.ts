// Where the youth is on this page. There is one history entry: places are only signals.
import { computed, signal } from "@preact/signals";
import type { IntakeShape } from "../wire/types.ts";
import { begin, chat, forget, prepare } from "./chat.ts";
import { cover } from "./cover.ts";
import { load } from "./finding.ts";
import { setup } from "./setup.ts";
import { language } from "./words.ts";

export type Screen = "arrive" | "ask" | "back" | "find" | "wait" | "talk" | "end" | "covered";
export type PanelName =
  | "numbers"
  | "find"
  | "hide"
  | "else"
  | "end"
  | "check"
  | "returns"
  | "handoff";

export const place = signal<"arrive" | "ask" | "back" | "find" | "chat">(
  setup.listing ? "find" : "arrive",
);
/** Whether a person has gone anywhere yet: the first screen of all takes no focus. */
export const moved = signal(false);
export const panel = signal<PanelName | null>(null);

type Answers = Omit<IntakeShape, "language">;
export const answers = signal<Answers>({});
export const name = signal("");

const { wipe } = window.leaving;
window.leaving.wipe = () => {
  wipe();
  answers.value = {};
  name.value = "";
};

/** What is on the screen, as the page says it of itself. */
export const screen = computed<Screen>(() => {
  if (cover.value !== "off") return "covered";
  if (place.value !== "chat") return place.value;
  const stage = chat.value?.stage;
  if (stage === "ended") return "end";
  return stage === "talking" ? "talk" : "wait";
});

export function openPanel(which: PanelName): void {
  panel.value = which;
}

export function closePanel(): void {
  panel.value = null;
}

export function go(to: typeof place.value): void {
  prepare().catch(() => undefined);
  // Other help is there then, also where the connection is lost later.
  void load();
  moved.value = true;
  panel.value = null;
  place.value = to;
}

/** Into the line with the answers given so far; also "try again". */
export function enter(): void {
  go("chat");
  void begin({ ...answers.value, language: language.value }, name.value.trim());
}

/** Back to the first screen, with nothing of what was. */
export function startAgain(): void {
  forget();
  answers.value = {};
  name.value = "";
  go("arrive");
}
