import { useSignal } from "@preact/signals";
import type { FloorSession } from "../../chat/floor.ts";
import { AskStrip } from "../ask_strip.tsx";
import { through, useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { session: FloorSession; chat: string; name: string; n: number };

/** Put a chat back to the front of the line; asks once. */
export function PullBack({ session, chat, name, n }: Props) {
  const open = useSignal(false);
  const { busy, refusal, run } = useAsking();
  function toggle() {
    open.value = !open.value;
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={toggle}
        label={`${say("floor.pull")}: ${say("floor.chat.of", { n, name })}`}
      >
        {say("floor.pull")}
      </Opener>
      {open.value && (
        <AskStrip question={say("floor.pull.sure", { name })} close={toggle}>
          <div class="row">
            <button
              type="button"
              class="button strong"
              aria-disabled={busy.value}
              onClick={() => void run(through(session, () => session.pullBack(chat)))}
            >
              {say("floor.pull.yes")}
            </button>
            <button type="button" class="button" onClick={toggle}>
              {say("app.cancel")}
            </button>
          </div>
          <Refused refusal={refusal.value} />
        </AskStrip>
      )}
    </>
  );
}
