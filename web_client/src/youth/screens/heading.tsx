import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  /** Whether a person's own step led here, so that the focus belongs here; changes move it again. */
  focusOn?: string | number | undefined;
  quiet?: boolean;
  children: ComponentChildren;
}

/** A screen's name; it takes the focus when somebody goes there, never when something comes. */
export function Heading({ focusOn, quiet = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusOn === undefined) return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [focusOn]);
  return (
    <h1 ref={heading} tabIndex={-1} class={quiet ? "unseen-words" : undefined}>
      {children}
    </h1>
  );
}
