// A panel, or the cover, stands in place of the screen for a while: what was in sight before is in
// sight after.
import { useLayoutEffect, useRef } from "preact/hooks";
import { atEnd, toEnd } from "../parts/log/scroll.ts";

/** Call it where the screen is drawn, saying whether something stands in its place. */
export function useKeptScroll(away: boolean): void {
  const kept = useRef<{ top: number; end: boolean } | null>(null);
  // While this is drawn, the page is still as it was.
  if (away) kept.current ??= { top: document.documentElement.scrollTop, end: atEnd() };
  useLayoutEffect(() => {
    if (away || kept.current === null) return;
    const { top, end } = kept.current;
    kept.current = null;
    if (end) toEnd();
    else document.documentElement.scrollTop = top;
    // Whoever follows the end looked at what stood there meanwhile.
    dispatchEvent(new Event("scroll"));
  }, [away]);
}
