import { useRef } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import type { Colleague } from "../../wire/types.ts";
import { Beside, Openers, useBeside } from "../beside/beside.tsx";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { PracticeMark, useMarked } from "../practice/mark.tsx";
import { HandOffView } from "../referral/hand_off_view.tsx";
import { Ways } from "../referral/ways.tsx";
import { say } from "../words.ts";
import { askedSince } from "./asked.ts";
import { called } from "./called.ts";
import { Composer, type Insert } from "./composer.tsx";
import { IntakeNote } from "./intake.tsx";
import { Log } from "./log.tsx";
import { PartnerPart } from "./partner.tsx";
import { PictureCheck } from "./picture_check.tsx";
import type { ReadyWords } from "./ready_words.ts";
import { WaysOut } from "./ways_out.tsx";
import "./chat.css";

const REMIND_S = 120;

type Props = {
  session: DeskSession;
  state: DeskChatState;
  hidden: boolean;
  colleagues: Colleague[];
  viewAt: number;
  readyWords: ReadyWords;
};

/** One open chat: how the youth is there, what was said, and the box to answer in. */
export function ChatPanel({ session, state, hidden, colleagues, viewAt, readyWords }: Props) {
  const name = called(state);
  const marked = useMarked();
  const beside = useBeside();
  const inserter = useRef<Insert | null>(null);
  const { fence } = state;
  return (
    <section
      class={hidden ? "panel not-current" : "panel"}
      aria-label={marked(say("chat.with", { name }))}
    >
      <header class="chat-head">
        <div class="chat-who">
          <PracticeMark />
          <h2 dir="auto">{name}</h2>
          <Presence here={state.view.youth_link === "here"} />
          <Times state={state} viewAt={viewAt} />
        </div>
        <WaysOut session={session} chat={state.chat} colleagues={colleagues} />
        <div class="chat-notes">
          <IntakeNote intake={state.view.intake} />
          <PictureCheck state={state} />
        </div>
        <PartnerPart {...{ session, state, viewAt, readyWords }} />
      </header>
      <Notices state={state} viewAt={viewAt} />
      <div class="chat-middle">
        <Log state={state} name={name} hidden={hidden} />
        <Beside
          fence={fence}
          beside={beside}
          first={state.view.intake.language ?? "en"}
          insert={(text) => inserter.current?.(text)}
          hang={(chosen) => (
            <Ways {...{ session, state, name, readyWords, chosen }} close={beside.close} />
          )}
        />
      </div>
      <p class="typing soft" aria-live="polite">
        {state.peerTyping && say("chat.typing", { name })}
      </p>
      <HandOffView session={session} state={state} name={name} />
      <Composer {...{ session, state, name, readyWords, inserter }}>
        <Openers fence={fence} beside={beside} />
      </Composer>
    </section>
  );
}

function Presence({ here }: { here: boolean }) {
  return (
    <span class={here ? "presence here" : "presence"}>{say(here ? "chat.here" : "chat.away")}</span>
  );
}

function Times({ state, viewAt }: { state: DeskChatState; viewAt: number }) {
  const last = state.messages[state.messages.length - 1];
  const gone = since(viewAt);
  const quiet = Math.min(
    state.view.quiet_s + gone,
    last ? since(last.at) : Number.POSITIVE_INFINITY,
  );
  return (
    <span class="soft times">
      <span>{say("chat.open", { time: lasted(state.view.open_s + gone) })}</span>
      <span>{say("chat.quiet", { time: lasted(quiet) })}</span>
    </span>
  );
}

// What changes how to answer right now; said aloud once, and it stays while it holds.
function Notices({ state, viewAt }: { state: DeskChatState; viewAt: number }) {
  const asked = askedSince(state, viewAt);
  const seconds = asked === null ? 0 : since(asked);
  return (
    <div role="status" class="notices">
      {state.view.covered && <p class="covered">{say("chat.covered")}</p>}
      {state.view.youth_link === "away" && <p>{say("chat.away.note")}</p>}
      {!state.canRead && <p>{say("chat.cant_read")}</p>}
      {seconds >= REMIND_S && <p>{say("chat.asked", { time: lasted(seconds) })}</p>}
    </div>
  );
}
