import type { FloorSession } from "../../chat/floor.ts";
import type { FloorChat, FloorResponder } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { AskButton } from "../ask_button.tsx";
import { since } from "../clock.ts";
import * as doors from "../doors.ts";
import { lasted, wait } from "../moments.ts";
import type { Own } from "../refused.tsx";
import { say } from "../words.ts";
import { HandOn } from "./hand_on.tsx";
import { Join } from "./join.tsx";
import { PullBack } from "./pull_back.tsx";
import { WriteTo, WriteToAll } from "./write_to.tsx";

type Props = { session: FloorSession; responders: FloorResponder[]; viewAt: number };

/** Everybody who is signed in to answer, with the chats they hold. */
export function Responders({ session, responders, viewAt }: Props) {
  const door = useAnswered(doors.deskSetup).value?.join ?? null;
  return (
    <section aria-labelledby="responders">
      <h2 id="responders">{say("floor.responders")}</h2>
      {responders.length === 0 ? (
        <p class="empty">{say("floor.nobody")}</p>
      ) : (
        <WriteToAll responders={responders} notes={session.notes} />
      )}
      <ul class="people">
        {responders.map((person) => (
          <Person key={person.id} {...{ person, session, viewAt, door }} everybody={responders} />
        ))}
      </ul>
    </section>
  );
}

type PersonProps = {
  person: FloorResponder;
  session: FloorSession;
  viewAt: number;
  /** The page that links into a chat lead to. */
  door: string | null;
  everybody: readonly FloorResponder[];
};

function Person({ person, session, viewAt, door, everybody }: PersonProps) {
  return (
    <li class="person">
      <div class="person-head">
        <h3>{person.name}</h3>
        <span class={person.ready ? "tag ready" : "tag"}>
          {say(person.ready ? "floor.person.ready" : "floor.person.rest")}
        </span>
        {person.link === "away" && <span class="tag away">{say("floor.person.away")}</span>}
        {person.pausing && <span class="tag">{say("floor.person.pausing")}</span>}
        <OfferLeft person={person} viewAt={viewAt} />
        <span class="soft small">
          {say("floor.person.chats", { n: person.chats.length, cap: person.cap })}
        </span>
        <span class="soft small">{say(`floor.load.${person.load}`)}</span>
        {person.heavy > 0 && (
          <span class="soft small">{say("floor.person.heavy", { n: person.heavy })}</span>
        )}
        {person.ready_s !== null && (
          <span class="soft small">
            {say("floor.person.since", { time: lasted(person.ready_s + since(viewAt)) })}
          </span>
        )}
      </div>
      <div class="row">
        <Raise person={person} session={session} viewAt={viewAt} />
        <WriteTo person={person} notes={session.notes} />
      </div>
      {person.hand && <Raised person={person} hand={person.hand} session={session} />}
      {person.chats.length === 0 ? (
        <p class="soft small">{say("floor.person.none")}</p>
      ) : (
        <ol class="held">
          {person.chats.map((chat, place) => (
            <Held
              key={chat.chat}
              {...{ chat, session, viewAt, door, person, everybody }}
              n={place + 1}
            />
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
  return (
    <div role="alert" class="raised">
      <p>{say(`floor.hand.${hand}`, { name: person.name })}</p>
      <AskButton session={session} ask={() => session.lowerHand(person.id)} look="main">
        {say("floor.hand.down")}
      </AskButton>
    </div>
  );
}

type OfPerson = { person: FloorResponder; viewAt: number };

function OfferLeft({ person, viewAt }: OfPerson) {
  if (person.offer_left_s === null) return null;
  const left = wait(person.offer_left_s - since(viewAt));
  return <span class="tag">{say("floor.person.offered", { left })}</span>;
}

const AT_THE_MOST: Own = { not_now: "floor.raise.most" };

/** One chat more for an hour; nobody is made to take it. */
function Raise({ person, session, viewAt }: OfPerson & { session: FloorSession }) {
  const on = person.raised_s > 0;
  return (
    <>
      <AskButton
        session={session}
        ask={() => session.raiseCap(person.id, !on)}
        look="quiet"
        pressed={on}
        label={`${say("floor.raise")}: ${person.name}`}
        own={AT_THE_MOST}
      >
        {say("floor.raise")}
      </AskButton>
      {on && (
        <span class="soft small">
          {say("floor.hour.left", { left: wait(person.raised_s - since(viewAt)) })}
        </span>
      )}
    </>
  );
}

type HeldProps = PersonProps & { chat: FloorChat; n: number };

function Held({ chat, session, viewAt, door, person, everybody, n }: HeldProps) {
  const gone = since(viewAt);
  const { name } = person;
  return (
    <li class="held-chat" aria-label={say("floor.chat.of", { n, name })}>
      <dl>
        <Fact name={say("floor.chat.open")} value={lasted(chat.open_s + gone)} />
        <Fact name={say("floor.chat.quiet")} value={lasted(chat.quiet_s + gone)} />
        <Fact name={say("floor.chat.youth")} {...linkOf(chat.youth_link)} />
        <Fact name={say("floor.chat.responder")} {...linkOf(chat.responder_link)} />
        {chat.partner && <Fact name={say("floor.chat.partner")} value={say("floor.chat.in")} />}
      </dl>
      <Join {...{ session, door, n, name }} chat={chat.chat} />
      <HandOn {...{ session, n }} chat={chat.chat} holder={person} others={everybody} />
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
