import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Connection } from "../chat/link.ts";
import { say, type TextKey } from "./words.ts";

const BACK_SHOWN_MS = 6_000;

type Props = { connection: Connection; trouble: boolean };

/** Says when the connection is lost, and when it is back; says nothing while all is well. */
export function ConnectionNote({ connection, trouble }: Props) {
  const wasLost = useSignal(false);
  useEffect(() => {
    if (connection === "lost") wasLost.value = true;
    if (connection !== "here" || !wasLost.value) return;
    const timer = setTimeout(() => {
      wasLost.value = false;
    }, BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [connection, wasLost]);
  const key = connection === "here" && trouble ? "net.trouble" : noteKey(connection, wasLost.value);
  const bad = key === "net.down" || key === "net.trouble";
  return (
    <div role="status" class="connection">
      {key && <p class={bad ? "lost" : undefined}>{say(key)}</p>}
    </div>
  );
}

function noteKey(connection: Connection, wasLost: boolean): TextKey | null {
  if (connection === "moving") return null;
  if (connection === "here") return wasLost ? "net.back" : null;
  return connection === "connecting" && !wasLost ? "net.connecting" : "net.down";
}
