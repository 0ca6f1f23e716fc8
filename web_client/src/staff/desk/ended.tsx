import { useEffect, useRef } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import { PracticeMark, useMarked } from "../practice/mark.tsx";
import { say } from "../words.ts";
import type { Panel } from "./panels.ts";
import { WrapUpForm } from "./wrap_up.tsx";
import "./ended.css";

type Props = {
  panel: Extract<Panel, { kind: "ended" }>;
  session: DeskSession;
  hidden: boolean;
  /** How long return words lead back; null while the desk does not know it. */
  returnMinutes: number | null;
  dealtWith: (fence: number) => void;
};

/** Where a chat was: how it ended, and the counts. */
export function EndedPanel({ panel, session, hidden, returnMinutes, dealtWith }: Props) {
  const { fence, why } = panel;
  const heading = useRef<HTMLHeadingElement>(null);
  const marked = useMarked();
  // Only when the panel that went took the focus with it; otherwise the focus stays where it is.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section
      class={hidden ? "panel ended not-current" : "panel ended"}
      aria-label={marked(say("ended.title"))}
    >
      <h2 ref={heading} tabIndex={-1}>
        <PracticeMark />
        {say("ended.title")}
      </h2>
      <div role="status">
        <p class="ended-why">{became(why, returnMinutes)}</p>
        <p class="soft">{say("ended.wiped")}</p>
      </div>
      {panel.counts ? (
        <WrapUpForm
          session={session}
          fence={fence}
          referrals={session.state.referred.get(fence) ?? []}
          done={() => dealtWith(fence)}
        />
      ) : (
        <button type="button" class="button" onClick={() => dealtWith(fence)}>
          {say("app.close")}
        </button>
      )}
    </section>
  );
}

function became(why: Props["panel"]["why"], n: number | null): string {
  if (why === "parked" && n !== null) return say("ended.parked.within", { n });
  return say(`ended.${why ?? "unknown"}`);
}
