import type { FloorSession } from "../../chat/floor.ts";
import type { FloorChat, FloorResponder } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { PullBack } from "./pull_back.tsx";

type Props = { session: FloorSession; responders: FloorResponder[]; viewAt: number };

/** Everybody who is signed in to answer, with the chats they hold. */
export function Responders({ session, responders, viewAt }: Props) {
  return (
    <section aria-labelledby="responders">
      <h2 id="responders">{say("floor.responders")}</h2>
      {responders.length === 0 && <p class="empty">{say("floor.nobody")}</p>}
      <ul class="people">
        {responders.map((person) => (
          <Person key={person.id} person={person} session={session} viewAt={viewAt} />
        ))}
      </ul>
    </section>
  );
}

type PersonProps = { person: FloorResponder; session: FloorSession; viewAt: number };

function Person({ person, session, viewAt }: PersonProps) {
  return (
    <li class="person">
      <div class="person-head">
        <h3>{person.name}</h3>
        <span class={person.ready ? "tag ready" : "tag"}>
          {say(person.ready ? "floor.person.ready" : "floor.person.rest")}
        </span>
        {person.link === "away" && <span class="tag away">{say("floor.person.away")}</span>}
        {person.pausing && <span class="tag">{say("floor.person.pausing")}</span>}
        {person.offered && <span class="tag">{say("floor.person.offered")}</span>}
        <span class="soft small">
          {say("floor.person.chats", { n: person.chats.length, cap: person.cap })}
        </span>
        <span class="soft small">{say(`floor.load.${person.load}`)}</span>
      </div>
      {person.hand && <Raised person={person} hand={person.hand} session={session} />}
      {person.chats.length === 0 ? (
        <p class="soft small">{say("floor.person.none")}</p>
      ) : (
        <ol class="held">
          {person.chats.map((chat, place) => (
            <Held key={chat.chat} {...{ chat, session, viewAt }} name={person.name} n={place + 1} />
          ))}
        </ol>
      )}
    </li>
  );
}

type RaisedProps = {
  person: FloorResponder;
  hand: NonNullable<FloorResponder["hand"]>;
  session: FloorSession;
};

/** Somebody wants a supervisor. */
function Raised({ person, hand, session }: RaisedProps) {
  const { busy, refusal, run } = useAsking();
  return (
    <div role="alert" class="raised">
      <p>{say(`floor.hand.${hand}`, { name: person.name })}</p>
      <button
        type="button"
        class="button main"
        aria-disabled={busy.value}
        onClick={() => void run(through(session, () => session.lowerHand(person.id)))}
      >
        {say("floor.hand.down")}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}

type HeldProps = {
  chat: FloorChat;
  session: FloorSession;
  viewAt: number;
  name: string;
  n: number;
};

function Held({ chat, session, viewAt, name, n }: HeldProps) {
  const gone = since(viewAt);
  return (
    <li class="held-chat" aria-label={say("floor.chat.of", { n, name })}>
      <dl>
        <Fact name={say("floor.chat.open")} value={lasted(chat.open_s + gone)} />
        <Fact name={say("floor.chat.quiet")} value={lasted(chat.quiet_s + gone)} />
        <Fact name={say("floor.chat.youth")} {...linkOf(chat.youth_link)} />
        <Fact name={say("floor.chat.responder")} {...linkOf(chat.responder_link)} />
        {chat.partner && <Fact name={say("floor.chat.partner")} value={say("floor.chat.in")} />}
      </dl>
      <PullBack session={session} chat={chat.chat} name={name} n={n} />
    </li>
  );
}

/** Whether a page is there, as a fact to show. */
export function linkOf(link: "here" | "away") {
  return { value: say(link === "here" ? "chat.here" : "chat.away"), away: link === "away" };
}

/** One fact of a chat, by its name. */
export function Fact({
  name,
  value,
  away = false,
}: {
  name: string;
  value: string;
  away?: boolean;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={away ? "away" : undefined}>{value}</dd>
    </div>
  );
}
