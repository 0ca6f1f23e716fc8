import type { ComponentChildren } from "preact";
import "./style.css";

interface Props {
  /** `status` waits its turn with a screen reader, `alert` does not; `plain` says nothing aloud. */
  tone: "status" | "alert" | "plain";
  children: ComponentChildren;
}

/** A short piece of news in a box of its own. */
export function Notice({ tone, children }: Props) {
  return (
    <div class={`notice ${tone}`} role={tone === "plain" ? undefined : tone}>
      {children}
    </div>
  );
}
