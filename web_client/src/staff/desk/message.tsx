import { useSignal } from "@preact/signals";
import type { DeskMessage } from "../../chat/desk_state.ts";
import { type Piece, pieces } from "../pieces.ts";
import { CardText } from "../referral/card_text.tsx";
import { type Language, say } from "../words.ts";
import { blurOn } from "./menu.tsx";

type Props = {
  message: DeskMessage;
  name: string;
  /** The language the youth chose. */
  tongue: Language;
  /** Whether somebody else spoke before. */
  first: boolean;
  /** Whether it is the last of one's own. */
  last: boolean;
};

/** One message as text alone, with what the page knows of its way. */
export function Message({ message, name, tongue, first, last }: Props) {
  return (
    <>
      {message.gapBefore && <p class="marker">{say("chat.gap")}</p>}
      <div class={`message by-${message.by}`}>
        <span class={first ? "speaker" : "unseen"}>{speaker(message, name)}</span>
        <Body message={message} tongue={tongue} />
        <Way message={message} last={last} />
      </div>
    </>
  );
}

function Body({ message, tongue }: Pick<Props, "message" | "tongue">) {
  if (message.unreadable) return <p class="marker">{say("chat.unreadable")}</p>;
  if (message.card) return <CardText card={message.card} />;
  return (
    <p class="said" dir="auto" lang={tongue}>
      <Words message={message} />
    </p>
  );
}

function Words({ message }: { message: DeskMessage }) {
  if (message.mine) return <>{message.text}</>;
  return pieces(message.text, blurOn.value).map((piece, place) => (
    <Shown key={`${place} ${piece.text}`} piece={piece} />
  ));
}

function Shown({ piece }: { piece: Piece }) {
  if (piece.kind === "host") return <b>{piece.text}</b>;
  if (piece.kind === "graphic") return <Blurred text={piece.text} />;
  return <>{piece.text}</>;
}

function Blurred({ text }: { text: string }) {
  const shown = useSignal(false);
  if (shown.value) return <>{text}</>;
  return (
    <button
      type="button"
      class="blurred"
      aria-label={say("chat.blurred")}
      onClick={() => {
        shown.value = true;
      }}
    >
      <span aria-hidden="true" data-word={text} />
    </button>
  );
}

function Way({ message, last }: { message: DeskMessage; last: boolean }) {
  if (message.status === "sending") return <span class="way">{say("chat.sending")}</span>;
  if (message.status === "refused") return <span class="way bad">{say("chat.failed")}</span>;
  if (!message.status || !last) return null;
  return (
    <span class="way">{say(message.status === "shown" ? "chat.delivered" : "chat.sent")}</span>
  );
}

function speaker({ by, from }: DeskMessage, name: string): string {
  if (by === "you") return say("chat.you");
  if (by === "partner") return from || say("chat.partner");
  return by === "youth" ? name : say("chat.earlier");
}
