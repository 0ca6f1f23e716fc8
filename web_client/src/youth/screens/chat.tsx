import { useMemo } from "preact/hooks";
import type { Message, YouthState } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { HelpCard } from "../../parts/card/view.tsx";
import { Log, type LogMessage } from "../../parts/log/view.tsx";
import { chat } from "../chat.ts";
import { neverAsked } from "../never_asked.ts";
import { openPanel } from "../place.ts";
import { newsOfReaders, whoCanRead } from "../readers.ts";
import { language, type Words, words } from "../words.ts";
import { Dock } from "./dock.tsx";
import { Heading } from "./heading.tsx";
import { Remove } from "./partner.tsx";
import { NoPlace, Place, refusal, Waiting } from "./waiting.tsx";
import "./chat.css";

/**
 * The line and the talk are one screen: when somebody joins, the text box, its words and the focus
 * stay where they are.
 */
export function Chat() {
  const state = chat.value;
  const { fail, talk, wait } = words.value;
  const why = refusal(state, fail);
  const talking = state?.stage === "talking";
  const title = talking ? talk.title : wait.title;
  return (
    <div class="chat">
      <Heading focusOn="chat" quiet={talking}>
        {why ? wait.no_place : title}
      </Heading>
      {why ? <NoPlace why={why} /> : <Placed state={state} talking={talking} />}
    </div>
  );
}

function Placed({ state, talking }: { state: YouthState | null; talking: boolean }) {
  if (!state || state.stage === "idle") return <Place view={null} />;
  return (
    <>
      <Readers state={state} />
      {!talking && <Waiting surge={state.view?.surge ?? false} />}
      <Messages messages={state.messages} />
      <Dock state={state} />
    </>
  );
}

function Readers({ state }: { state: YouthState }) {
  const { partner, returns, talk } = words.value;
  const here = state.readers.length > 0;
  const said = { ...talk, who: partner.who };
  return (
    <section class="readers" aria-label={talk.readers}>
      <p role="status">
        {[whoCanRead(state.readers, said), ...newsOfReaders(state.readers, said)].join(" ")}
      </p>
      <p class="row">
        {here && <Opener of="check">{talk.check}</Opener>}
        {state.stage === "talking" && <Opener of="else">{talk.else}</Opener>}
        <Opener of="end">{talk.end}</Opener>
        <Opener of="returns">{state.returns ? returns.on : returns.open}</Opener>
      </p>
      <Remove readers={state.readers} />
    </section>
  );
}

function Opener({ of, children }: { of: "check" | "else" | "end" | "returns"; children: string }) {
  return <Button onPress={() => openPanel(of)}>{children}</Button>;
}

function Messages({ messages }: { messages: readonly Message[] }) {
  const { card, talk } = words.value;
  const lines = useMemo(() => {
    const newest = messages.filter(({ mine }) => mine).pop();
    return messages.map((message) => ({
      ...lineOf(message, talk, message === newest),
      shows: message.card && <HelpCard card={message.card} words={card} />,
    }));
  }, [messages, card, talk]);
  return <Log messages={lines} language={language.value} words={talk} />;
}

const BECAME = {
  sending: "sending",
  accepted: "sent",
  shown: "sent",
  refused: "refused",
} as const;

/** "Sent" stands below the newest alone; what is not sent says so wherever it is. */
function lineOf(message: Message, talk: Words["talk"], newest: boolean): LogMessage {
  const { key, mine, text, card, from, status, unreadable = false, gapBefore = false } = message;
  const read = card ? `${card.name}\n${card.expect}` : text;
  return {
    key,
    mine,
    text,
    by: mine ? talk.you : from,
    status: status && (newest || BECAME[status] !== "sent") ? talk[BECAME[status]] : "",
    unreadable,
    gapBefore,
    warning: !mine && neverAsked(read) ? talk.never : "",
  };
}
