// What a youth in the line is told, from what the server says of it.
import type { YouthView } from "../wire/types.ts";
import { fill, type Words } from "./words.ts";

type WaitWords = Words["wait"];

/** Whether the place went back although nothing was said of why; `before` is the last one shown. */
export function movedBack(before: number | null, view: YouthView): boolean {
  return before !== null && view.ahead !== null && view.ahead > before && view.why === null;
}

/** The sentences of the place in the line, the reason first where there is one. */
export function waitSentences(view: YouthView, moved: boolean, words: WaitWords): string[] {
  const { notice } = view;
  const told = notice ? words.notice[notice] : "";
  return [why(view, moved, words), place(view, words), howLong(view, words), told].filter(Boolean);
}

function why(view: YouthView, moved: boolean, words: WaitWords): string {
  if (view.next_name !== null) return fill(words.next_name, { name: view.next_name });
  if (view.why !== null) return words[view.why];
  return moved ? words.moved : "";
}

function place({ phase, ahead }: YouthView, words: WaitWords): string {
  if (phase === "offered") return words.offered;
  if (ahead === null) return "";
  if (ahead === 0) return words.next;
  return ahead === 1 ? words.one : fill(words.many, { n: ahead });
}

function howLong({ phase, wait, answering }: YouthView, words: WaitWords): string {
  if (phase === "offered") return "";
  if (!answering) return words.nobody;
  if (wait === null) return words.unknown;
  if (wait.high <= 1) return words.minute;
  if (wait.low >= wait.high) return fill(words.minutes, { n: wait.high });
  return fill(words.range, { low: Math.max(1, wait.low), high: wait.high });
}
