// How long nobody has touched the staff pages of this browser. An open page keeps its session alive
// at the server, so it is the page that ends the session of somebody who has gone away.
import { signal } from "@preact/signals";

export const WARN_S = 120;
const TICK_MS = 1_000;
const CHANNEL = "in use";

/** Seconds until the session ends, once it is time to say so; null: there is nothing to say. */
export const left = signal<number | null>(null);

type Watch = {
  /** After so long the session ends. */
  idleS: number;
  /** Whether the page is in use though nobody touches it, as with an open chat. */
  inUse: () => boolean;
  end: () => void;
};

let touched = 0;
let others: BroadcastChannel | null = null;

/** Notes that somebody is there; the other pages of this browser hear it. */
export function keep(): void {
  left.value = null;
  touched = Date.now();
  others?.postMessage(touched);
}

/** Watches until what it gives is called. */
export function watchIdle({ idleS, inUse, end }: Watch): () => void {
  touched = Date.now();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    touched = Math.max(touched, Number(data));
  };
  others = channel;
  const timer = setInterval(() => {
    if (inUse()) keep();
    const leftS = Math.ceil(idleS - (Date.now() - touched) / 1_000);
    left.value = leftS > WARN_S ? null : Math.max(0, leftS);
    if (leftS <= 0) end();
  }, TICK_MS);
  for (const sign of SIGNS) window.addEventListener(sign, touch, true);
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, touch, true);
    channel.close();
    others = null;
    left.value = null;
  };
}

const SIGNS = ["pointerdown", "keydown"] as const;

// Once the warning is shown, its own button answers it: a hand that brushes the screen does not.
function touch(): void {
  if (left.value === null && Date.now() - touched > TICK_MS) keep();
}
