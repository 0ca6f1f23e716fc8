import type { FloorSession } from "../../chat/floor.ts";
import { AskButton } from "../ask_button.tsx";
import type { Own } from "../refused.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";

type Props = {
  session: FloorSession;
  /** The page that links lead to; null until it is known. */
  door: string | null;
  chat: string;
  name: string;
  n: number;
};

const NOT_NOW: Own = { not_now: "floor.join.not_now" };

/** Asks the youth to be let in; with their yes there is a way into the chat, once. */
export function Join({ session, door, chat, name, n }: Props) {
  const join = useWatched(session.joining).chats.get(chat);
  return (
    <>
      {join?.stage !== "asked" && (
        <AskButton
          session={session}
          ask={() => session.joining.ask(chat)}
          look="quiet"
          label={`${say("floor.join")}: ${say("floor.chat.of", { n, name })}`}
          own={NOT_NOW}
        >
          {say("floor.join")}
        </AskButton>
      )}
      <p role="status" class="small">
        {join && say(`floor.join.${join.stage}`)}{" "}
        {join?.stage === "let_in" && door && (
          <a href={`${door}#${join.link}`} target="_blank" rel="noreferrer noopener">
            {say("floor.join.open")}
          </a>
        )}
      </p>
    </>
  );
}
