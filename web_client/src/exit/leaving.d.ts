// What the exit script and the bundle share: `window.leaving`. The exit script makes it in
// <head>, before any bundle; the bundle fills its slots when it has something to wipe or close.

interface Leaving {
  /** True from the first moment of an exit; a page that is leaving never shows content again. */
  gone: boolean;
  /** What `/end` is told: the ticket, with `!` behind it of a chat that was ended for good; empty
   * while there is no chat. */
  ticket: string;
  /** Forgets messages and words typed. Called once, synchronously; it must not wait. */
  wipe: () => void;
  /** Forgets keys and ticket and closes the socket. Called once, after the beacon is handed over. */
  close: () => void;
}

interface Window {
  leaving: Leaving;
}
