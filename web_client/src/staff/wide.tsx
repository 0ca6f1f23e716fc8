import type { ComponentChildren } from "preact";
import "./wide.css";

type Props = { label: string; children: ComponentChildren };

/** What may be wider than a phone: it is scrolled by itself, by keys too, and not the page. */
export function Wide({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing is asked in it, as in a fieldset
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
