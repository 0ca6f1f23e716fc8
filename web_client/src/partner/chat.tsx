import { useMemo } from "preact/hooks";
import type { PartnerMessage, PartnerState } from "../chat/partner_state.ts";
import { Composer } from "../parts/composer/view.tsx";
import { Log, type LogMessage } from "../parts/log/view.tsx";
import { Notice } from "../parts/notice/view.tsx";
import { Pictures } from "../parts/pictures/view.tsx";
import { draft, talk } from "./place.ts";
import { language, say } from "./words.ts";

/** The chat: who is in it, what is said from now on, and the box to write in. */
export function Chat({ state }: { state: PartnerState }) {
  const { view, pictures, messages } = state;
  return (
    <>
      <section class="readers" aria-label={say("who")}>
        <h1>{say("chat.title")}</h1>
        <p role="status">{[whoIsHere(state), ...news(state)].join(" ")}</p>
        {pictures && (
          <details>
            <summary>{say("check")}</summary>
            <p>{say("check.about")}</p>
            <Pictures show={pictures} language={language.value} />
          </details>
        )}
      </section>
      <Messages messages={messages} />
      <div class="dock">
        <p class="small" role="status">
          {hindrance(state) || (state.peerTyping && say("typing"))}
        </p>
        {view && state.failure && <Notice tone="alert">{say("failed")}</Notice>}
        <Composer
          text={draft.value}
          label={say("write")}
          send={say("send")}
          long={(n) => say("long", { n })}
          near={(n) => say("near", { n })}
          onText={(text) => {
            draft.value = text;
            talk()?.typing(text !== "");
          }}
          onSend={send}
        />
      </div>
    </>
  );
}

function send(): void {
  if (talk()?.say(draft.value) === "said") draft.value = "";
}

function whoIsHere({ view }: PartnerState): string {
  const name = view?.responder;
  return name ? say("with", { name }) : say("with.alone");
}

function news({ canRead, view }: PartnerState): string[] {
  const away = view?.youth_link === "away" ? [say("away")] : [];
  const covered = view?.covered ? [say("covered")] : [];
  return [...(canRead ? [] : [say("not_yet")]), ...away, ...covered];
}

function hindrance({ connection, trouble }: PartnerState): string {
  if (connection === "connecting" || connection === "lost") return say("net.lost");
  return trouble ? say("net.trouble") : "";
}

function Messages({ messages }: { messages: readonly PartnerMessage[] }) {
  const tongue = language.value;
  const lines = useMemo(() => messages.map(lineOf), [messages, tongue]);
  const words = {
    log: say("log"),
    unreadable: say("unreadable"),
    unreadable_mine: say("unreadable"),
    gap: say("gap"),
    new: say("new"),
  };
  return <Log messages={lines} language={tongue} words={words} />;
}

const BECAME = {
  sending: "sending",
  accepted: "sent",
  shown: "sent",
  refused: "refused",
} as const;

function lineOf(message: PartnerMessage): LogMessage {
  const { key, mine, text, by, from, status, unreadable = false, gapBefore = false } = message;
  return {
    key,
    mine,
    text,
    by: by === "responder" ? from || say("by.responder") : say(`by.${by}`),
    status: status ? say(BECAME[status]) : "",
    unreadable,
    gapBefore,
    warning: "",
  };
}
