import { useSignal } from "@preact/signals";
import type { DeskSession } from "../../chat/desk.ts";
import type { Colleague } from "../../wire/types.ts";
import { AskStrip } from "../ask_strip.tsx";
import { through, useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { session: DeskSession; chat: string; colleagues: Colleague[] };
type Way = "hand_over" | "end";

/** Hand the chat over, tap out, or end it; what can't be undone asks once before it is done. */
export function WaysOut({ session, chat, colleagues }: Props) {
  const way = useSignal<Way | null>(null);
  function toggle(to: Way) {
    way.value = way.value === to ? null : to;
  }
  function close() {
    way.value = null;
  }
  return (
    <>
      <div class="chat-ways">
        <Opener open={way.value === "hand_over"} toggle={() => toggle("hand_over")}>
          {say("chat.hand_over")}
        </Opener>
        <TapOut session={session} chat={chat} />
        <Opener open={way.value === "end"} toggle={() => toggle("end")}>
          {say("chat.end")}
        </Opener>
      </div>
      {way.value === "hand_over" && <HandOverAsk {...{ session, chat, colleagues, close }} />}
      {way.value === "end" && <EndAsk {...{ session, chat, close }} />}
    </>
  );
}

/** One tap: whoever has had enough is not asked anything. */
function TapOut({ session, chat }: { session: DeskSession; chat: string }) {
  const { busy, refusal, run } = useAsking();
  return (
    <>
      <button
        type="button"
        class="button quiet"
        title={say("chat.tap_out.note")}
        aria-disabled={busy.value}
        onClick={() => void run(through(session, () => session.tapOut(chat)))}
      >
        {say("chat.tap_out")}
      </button>
      <Refused refusal={refusal.value} />
    </>
  );
}

type EndProps = { session: DeskSession; chat: string; close: () => void };

function EndAsk({ session, chat, close }: EndProps) {
  const { busy, refusal, run } = useAsking();
  return (
    <AskStrip question={say("chat.end.sure")} close={close}>
      <div class="row">
        <button
          type="button"
          class="button strong"
          aria-disabled={busy.value}
          onClick={() => void run(through(session, () => session.end(chat)))}
        >
          {say("chat.end.yes")}
        </button>
        <button type="button" class="button" onClick={close}>
          {say("chat.end.no")}
        </button>
      </div>
      <Refused refusal={refusal.value} />
    </AskStrip>
  );
}

function HandOverAsk({ session, chat, colleagues, close }: Props & { close: () => void }) {
  const { busy, refusal, run } = useAsking();
  const places = [...colleagues, { id: undefined, name: say("chat.hand_over.line") }];
  return (
    <AskStrip question={say("chat.hand_over.to")} close={close}>
      <div class="row">
        {places.map(({ id, name }) => (
          <button
            key={id ?? ""}
            type="button"
            class="button"
            aria-disabled={busy.value}
            onClick={() => void run(through(session, () => session.handOver(chat, id)))}
          >
            {name}
          </button>
        ))}
        <button type="button" class="button quiet" onClick={close}>
          {say("app.cancel")}
        </button>
      </div>
      {colleagues.length === 0 && <p class="soft small">{say("chat.hand_over.alone")}</p>}
      <p class="soft small">{say("chat.hand_over.note")}</p>
      <Refused refusal={refusal.value} />
    </AskStrip>
  );
}
