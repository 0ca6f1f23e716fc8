// Cuts a message into pieces the page shows differently: plain text, the host of a link, a graphic word.
import { isGraphic } from "./blur.ts";
import { linkParts } from "./links.ts";

export type Piece = { kind: "plain" | "host" | "graphic"; text: string };

/** Takes a message and whether graphic words are blurred; gives pieces that join to the same text. */
export function pieces(text: string, blur: boolean): Piece[] {
  const out: Piece[] = [];
  for (const run of text.split(/(\s+)/u)) {
    const found = /^\s/u.test(run) ? null : framedLink(run);
    for (const piece of found ?? words(run, blur)) push(out, piece);
  }
  return out;
}

const OPENING = /^[\p{Ps}\p{Pi}"'¿¡*<]+/u;
const CLOSING = /[\p{Pe}\p{Pf}"'.,;:!?*>…]+$/u;

function framedLink(run: string): Piece[] | null {
  const start = OPENING.exec(run)?.[0].length ?? 0;
  const tail = CLOSING.exec(run.slice(start))?.[0].length ?? 0;
  const parts = linkParts(run.slice(start, run.length - tail));
  if (!parts) return null;
  return [
    { kind: "plain", text: run.slice(0, start) + parts.before },
    { kind: "host", text: parts.host },
    { kind: "plain", text: parts.after + run.slice(run.length - tail) },
  ];
}

function words(run: string, blur: boolean): Piece[] {
  if (!blur) return [{ kind: "plain", text: run }];
  return run
    .split(/([\p{L}\p{M}]+)/u)
    .map((text): Piece => ({ kind: isGraphic(text) ? "graphic" : "plain", text }));
}

function push(out: Piece[], piece: Piece): void {
  if (piece.text === "") return;
  const last = out[out.length - 1];
  if (last?.kind === "plain" && piece.kind === "plain") last.text += piece.text;
  else out.push({ ...piece });
}
