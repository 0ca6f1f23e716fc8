// What the exit script and the bundle share: one object on the window. The exit script makes it in
// <head>, before any bundle; the bundle fills its slots when it has something to wipe or close.

export interface Leaving {
  /** True from the first moment of an exit; a page that is leaving never shows content again. */
  gone: boolean;
  /** What `/end` is told; empty while there is no chat. */
  ticket: string;
  /** Forgets messages, keys and tokens. Called once, synchronously; it must not wait. */
  wipe: () => void;
  /** Closes the socket. Called once, after the beacon has been handed to the browser. */
  close: () => void;
}

declare global {
  interface Window {
    leaving: Leaving;
  }
}
