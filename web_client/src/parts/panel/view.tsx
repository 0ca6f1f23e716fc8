import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../button/view.tsx";
import "./style.css";

interface Props {
  title: string;
  back: string;
  onBack: () => void;
  children: ComponentChildren;
}

/**
 * Takes the place of the screen for a moment. It is no modal dialog: a browser puts those above
 * everything, the exit too.
 */
export function Panel({ title, back, onBack, children }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      // The opener is still hidden while the panel is being taken away.
      queueMicrotask(() => opener instanceof HTMLElement && opener.focus());
    };
  }, []);
  return (
    <section class="panel" role="dialog" aria-labelledby={id}>
      <h1 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      <Button onPress={onBack}>{back}</Button>
    </section>
  );
}
