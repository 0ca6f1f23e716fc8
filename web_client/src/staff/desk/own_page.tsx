import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { say } from "../words.ts";

type Props = { open: Signal<boolean>; label: string; children: ComponentChildren };

/** Another page on a responder's desk, above the chats, until it is put away. */
export function OwnPage({ open, label, children }: Props) {
  const region = useRef<HTMLElement>(null);
  function close() {
    open.value = false;
  }
  useEffect(() => {
    region.current?.focus();
    return close;
  }, []);
  return (
    <section ref={region} class="own-shifts" tabIndex={-1} aria-label={label}>
      <button type="button" class="button quiet" onClick={close}>
        {say("app.close")}
      </button>
      {children}
    </section>
  );
}
