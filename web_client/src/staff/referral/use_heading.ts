// What was pressed to come here is not there any more: the heading takes the focus.
import { useEffect, useRef } from "preact/hooks";

export function useHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
