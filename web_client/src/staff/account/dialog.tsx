import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = { titleId: string; close: () => void; children: ComponentChildren };

/** What has to be answered before the page goes on. Escape closes it; the focus goes back by itself. */
export function Dialog({ titleId, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      {children}
    </dialog>
  );
}
