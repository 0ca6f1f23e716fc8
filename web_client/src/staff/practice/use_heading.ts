// A screen that takes the place of another is heard from its heading on.
import { useEffect, useRef } from "preact/hooks";

/** Gives a ref for the heading; it takes the focus where what had it is gone. */
export function useHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return heading;
}
