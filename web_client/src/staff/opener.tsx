import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = { open: boolean; toggle: () => void; label?: string; children: ComponentChildren };

/** Opens and closes a question; the focus comes back to it when the question is put away. */
export function Opener({ open, toggle, label, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open && document.activeElement === document.body) {
      button.current?.focus();
    }
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      type="button"
      ref={button}
      class="button quiet"
      aria-expanded={open}
      aria-label={label}
      onClick={toggle}
    >
      {children}
    </button>
  );
}
