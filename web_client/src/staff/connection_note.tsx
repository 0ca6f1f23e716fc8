import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Connection } from "../chat/link.ts";
import { say, type TextKey } from "./words.ts";

const BACK_SHOWN_MS = 6_000;

/** Says when the connection is lost, and when it is back; says nothing while all is well. */
export function ConnectionNote({ connection }: { connection: Connection }) {
  const wasLost = useSignal(false);
  useEffect(() => {
    if (connection === "lost") wasLost.value = true;
    if (connection !== "here" || !wasLost.value) return;
    const timer = setTimeout(() => {
      wasLost.value = false;
    }, BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [connection, wasLost]);
  const key = noteKey(connection, wasLost.value);
  return (
    <div role="status" class="connection">
      {key && <p class={key === "net.down" ? "lost" : undefined}>{say(key)}</p>}
    </div>
  );
}

function noteKey(connection: Connection, wasLost: boolean): TextKey | null {
  if (connection === "here") return wasLost ? "net.back" : null;
  return connection === "connecting" && !wasLost ? "net.connecting" : "net.down";
}
