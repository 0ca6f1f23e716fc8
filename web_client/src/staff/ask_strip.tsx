import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = { question: string; close: () => void; children: ComponentChildren };

/** A question before something is done; focus goes to it, so that it is heard before its answers. */
export function AskStrip({ question, close, children }: Props) {
  const strip = useRef<HTMLParagraphElement>(null);
  useEffect(() => strip.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the question from anywhere in it
    <div class="ask" onKeyDown={(event) => event.key === "Escape" && close()}>
      <p ref={strip} tabIndex={-1}>
        {question}
      </p>
      {children}
    </div>
  );
}
