import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskView } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { LineOutline } from "../line_outline.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { Hand } from "./care.tsx";
import { Menu } from "./menu.tsx";

type Props = { session: DeskSession; view: DeskView; viewAt: number; account: Signal<boolean> };

/** Ready or rest, the line in outline, the next chat, and what belongs to the page itself. */
export function DeskBar({ session, view, viewAt, account }: Props) {
  return (
    <header class="bar">
      <div class="bar-who">
        <h1>
          <span class="unseen">{say("desk.title")}: </span>
          {view.me.name}
        </h1>
        <span class="soft">{say("desk.cap", { n: view.chats.length, cap: view.me.cap })}</span>
      </div>
      <Ready session={session} on={view.me.ready} />
      <Next session={session} offered={view.offer?.fence ?? 0} />
      <Hand session={session} hand={view.hand} />
      <LineOutline line={view.line} seenAt={viewAt} />
      <Menu account={account} />
    </header>
  );
}

function Ready({ session, on }: { session: DeskSession; on: boolean }) {
  const { busy, refusal, run } = useAsking();
  return (
    <div class="bar-ask">
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={on}
        aria-disabled={busy.value}
        title={say(on ? "desk.ready.on" : "desk.ready.off")}
        onClick={() => void run(through(session, () => session.setReady(!on)))}
      >
        <span class="track" aria-hidden="true" />
        {say("desk.ready")}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}

const NOTHING_TO_PULL = { not_now: "desk.pull.none", no_such_chat: "desk.pull.none" } as const;

function Next({ session, offered }: { session: DeskSession; offered: number }) {
  const { busy, refusal, run } = useAsking();
  useEffect(() => {
    if (offered > 0) refusal.value = null;
  }, [offered, refusal]);
  return (
    <div class="bar-ask">
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => void run(through(session, () => session.pull()))}
      >
        {say("desk.pull")}
      </button>
      <Refused refusal={refusal.value} own={NOTHING_TO_PULL} />
    </div>
  );
}
