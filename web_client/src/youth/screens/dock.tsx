import { useEffect, useState } from "preact/hooks";
import type { YouthState } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { Composer } from "../../parts/composer/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { draft, talk } from "../chat.ts";
import { failed } from "../failures.ts";
import { change, send, telling, unsent, write } from "../saying.ts";
import { fill, words } from "../words.ts";
import { HandOffNote } from "./hand_off.tsx";
import { PartnerNews } from "./partner.tsx";
import { Welcome } from "./returns.tsx";
import { Place } from "./waiting.tsx";

const LONG_MS = 20_000;
const LONG = { connecting: "lost_long", lost: "lost_long", trouble: "trouble_long" } as const;

/** What stays at the foot of the chat: news of the line, questions, and the text box. */
export function Dock({ state }: { state: YouthState }) {
  const { talk: said } = words.value;
  return (
    <div class="dock">
      <div class="asks">
        {state.stage !== "talking" && <Place view={state.view} />}
        <Welcome state={state} />
        <Nudge nudge={state.view?.nudge ?? 0} />
        <Share question={state.shareQuestion} />
        <HandOffNote handOff={state.handOff} />
        <PartnerNews state={state} />
        <Telling />
        <Unsent failure={state.failure} />
      </div>
      <Connection state={state} />
      <p class="small" role="status">
        {state.peerTyping && fill(said.typing, { name: state.peerTyping })}
      </p>
      <Composer
        text={draft.value}
        label={said.write}
        send={said.send}
        long={(n) => fill(said.long, { n })}
        near={(n) => fill(said.near, { n })}
        onText={write}
        onSend={() => send(false)}
      />
    </div>
  );
}

/** What keeps words from going out, for as long as it does. */
function hindrance({ connection, trouble }: YouthState): "connecting" | "lost" | "trouble" | null {
  if (connection === "connecting" || connection === "lost") return connection;
  return connection === "here" && trouble ? "trouble" : null;
}

function Connection({ state }: { state: YouthState }) {
  const { link } = words.value;
  const hindered = hindrance(state);
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (hindered === null) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [hindered]);
  if (state.connection === "refused") return <Notice tone="alert">{link.refused}</Notice>;
  const kind = long && hindered !== null ? LONG[hindered] : hindered;
  return (
    <p class="small" role="status">
      {kind && link[kind]}
    </p>
  );
}

function Nudge({ nudge }: { nudge: number }) {
  const { talk: said } = words.value;
  return (
    <div role="status">
      {nudge > 0 && (
        <Notice tone="plain">
          <p>{nudge > 2 ? said.nudge_last : said.nudge}</p>
          <Button onPress={() => void talk()?.stay()}>{said.stay}</Button>
        </Notice>
      )}
    </div>
  );
}

function Share({ question }: { question: YouthState["shareQuestion"] }) {
  const { talk: said } = words.value;
  return (
    <div role="status">
      {question && (
        <Notice tone="plain">
          <p>{fill(said.share, { name: question.name })}</p>
          <p class="row">
            <Button onPress={() => talk()?.share(true)}>{said.share_yes}</Button>
            <Button onPress={() => talk()?.share(false)}>{said.share_no}</Button>
          </p>
        </Notice>
      )}
    </div>
  );
}

/** Nothing has been sent yet: the words could tell who it is, and that is theirs to decide. */
function Telling() {
  const { talk: said } = words.value;
  if (telling.value.length === 0) return null;
  return (
    <Notice tone="alert">
      <p>{telling.value.map((kind) => said.tell_what[kind]).join(" ")}</p>
      <p>{said.tell}</p>
      <p class="row">
        <Button onPress={change}>{said.tell_change}</Button>
        <Button onPress={() => send(true)}>{said.tell_send}</Button>
      </p>
    </Notice>
  );
}

function Unsent({ failure }: { failure: string | null }) {
  const { fail, talk: said } = words.value;
  if (unsent.value) return <Notice tone="alert">{said.no_key}</Notice>;
  return failure ? <Notice tone="alert">{failed(failure, fail)}</Notice> : null;
}
