import type { FloorSession } from "../../chat/floor.ts";
import type { FloorAlone } from "../../wire/types.ts";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { say } from "../words.ts";
import { PullBack } from "./pull_back.tsx";
import { Fact, linkOf } from "./responders.tsx";

type Props = { session: FloorSession; chats: readonly FloorAlone[]; viewAt: number };

/** Chats in which a partner of another service is, and nobody of ours: never to be overlooked. */
export function Alone({ session, chats, viewAt }: Props) {
  if (chats.length === 0) return null;
  return (
    <section aria-labelledby="alone">
      <h2 id="alone">{say("floor.alone")}</h2>
      <p class="soft small">{say("floor.alone.note")}</p>
      <ol class="held">
        {chats.map((chat, place) => (
          <Held key={chat.chat} {...{ chat, session, viewAt }} n={place + 1} />
        ))}
      </ol>
    </section>
  );
}

type HeldProps = { chat: FloorAlone; session: FloorSession; viewAt: number; n: number };

function Held({ chat, session, viewAt, n }: HeldProps) {
  const name = say("floor.alone.partner");
  return (
    <li class="held-chat" aria-label={say("floor.chat.of", { n, name })}>
      <dl>
        <Fact
          name={say("floor.alone.where")}
          value={say(chat.in_line ? "floor.alone.line" : "floor.alone.them")}
        />
        <Fact name={say("floor.chat.quiet")} value={lasted(chat.quiet_s + since(viewAt))} />
        <Fact name={say("floor.chat.youth")} {...linkOf(chat.youth_link)} />
        <Fact name={say("floor.chat.partner")} {...linkOf(chat.partner_link)} />
      </dl>
      {!chat.in_line && <PullBack session={session} chat={chat.chat} name={name} n={n} />}
    </li>
  );
}
