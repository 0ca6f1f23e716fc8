import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { say } from "../words.ts";
import { called } from "./called.ts";
import type { Panel } from "./panels.ts";

type Props = { panels: Panel[]; current: number | null; choose: Signal<number | null> };

/** On a narrow screen one panel shows at a time; these choose it and say where something new is. */
export function PanelTabs({ panels, current, choose }: Props) {
  const seen = useSignal(new Map<number, number>());
  const shown = panels.find(({ fence }) => fence === current);
  const count = shown ? fromYouth(shown) : 0;
  useEffect(() => {
    if (current !== null) seen.value = new Map(seen.value).set(current, count);
  }, [current, count, seen]);

  if (panels.length < 2) return null;
  return (
    <nav class="tabs" aria-label={say("desk.chats")}>
      {panels.map((panel) => {
        const fresh = fromYouth(panel) - (seen.value.get(panel.fence) ?? 0);
        return (
          <button
            key={panel.fence}
            type="button"
            aria-current={panel.fence === current ? "true" : undefined}
            onClick={() => {
              choose.value = panel.fence;
            }}
          >
            <span class="tab-name">{title(panel)}</span>
            {panel.fence !== current && fresh > 0 && (
              <span class="count">{say("chat.new_count", { n: fresh })}</span>
            )}
          </button>
        );
      })}
    </nav>
  );
}

function title(panel: Panel): string {
  if (panel.kind === "ended") return say("ended.title");
  return called(panel.chat);
}

function fromYouth(panel: Panel): number {
  if (panel.kind === "ended") return 0;
  return panel.chat.messages.filter(({ by }) => by === "youth").length;
}
