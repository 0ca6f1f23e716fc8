import { useSignal } from "@preact/signals";
import type { FloorSession } from "../../chat/floor.ts";
import type { FloorResponder } from "../../wire/types.ts";
import { AskButton } from "../ask_button.tsx";
import { AskStrip } from "../ask_strip.tsx";
import { Opener } from "../opener.tsx";
import { say } from "../words.ts";

type Props = {
  session: FloorSession;
  chat: string;
  holder: FloorResponder;
  others: readonly FloorResponder[];
  n: number;
};

/** Offer a chat to somebody else by name; whoever has room is there to choose. */
export function HandOn({ session, chat, holder, others, n }: Props) {
  const open = useSignal(false);
  function toggle() {
    open.value = !open.value;
  }
  const free = others.filter((one) => one.id !== holder.id && hasRoom(one));
  return (
    <>
      <Opener
        open={open.value}
        toggle={toggle}
        label={`${say("floor.hand_on")}: ${say("floor.chat.of", { n, name: holder.name })}`}
      >
        {say("floor.hand_on")}
      </Opener>
      {open.value && (
        <AskStrip question={say("floor.hand_on.to", { name: holder.name })} close={toggle}>
          <div class="row">
            {free.map(({ id, name }) => (
              <AskButton
                key={id}
                session={session}
                ask={() => session.handOver(chat, id)}
                done={toggle}
              >
                {name}
              </AskButton>
            ))}
            <button type="button" class="button quiet" onClick={toggle}>
              {say("app.cancel")}
            </button>
          </div>
          {free.length === 0 && <p class="soft small">{say("chat.hand_over.alone")}</p>}
        </AskStrip>
      )}
    </>
  );
}

function hasRoom({ ready, link, offer_left_s, chats, cap }: FloorResponder): boolean {
  return ready && link === "here" && offer_left_s === null && chats.length < cap;
}
