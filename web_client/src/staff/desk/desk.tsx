import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskState } from "../../chat/desk_state.ts";
import type { DeskView } from "../../wire/types.ts";
import { through } from "../asking.ts";
import { ConnectionNote } from "../connection_note.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";
import { DeskBar } from "./bar.tsx";
import { ChatPanel } from "./chat.tsx";
import { useDepartures } from "./departures.ts";
import { EndedPanel } from "./ended.tsx";
import { OfferCard } from "./offer.tsx";
import { type Panel, panels } from "./panels.ts";
import { useReadyWords } from "./ready_words.ts";
import { PanelTabs } from "./tabs.tsx";
import "./desk.css";

/** A responder's desk: the bar, an offer, and the chats side by side. */
export function Desk({ session }: { session: DeskSession }) {
  const state = useWatched(session);
  const { view } = state;
  return (
    <div class="desk" data-screen="desk">
      {view && <DeskBar session={session} view={view} viewAt={state.viewAt} />}
      <ConnectionNote connection={state.connection} trouble={state.trouble} />
      <main>
        {!view && <h1 class="unseen">{say("desk.title")}</h1>}
        <div role="alert" class="unseen">
          {view?.offer && say(offerWords(view.offer))}
        </div>
        {view?.offer && (
          <OfferCard
            key={view.offer.fence}
            offer={view.offer}
            seenAt={state.viewAt}
            accept={through(session, () => session.accept())}
            decline={through(session, () => session.decline())}
          />
        )}
        {state.failure === "no_encryption" && <p class="empty">{say("desk.no_encryption")}</p>}
        {view && <Panels session={session} state={state} view={view} />}
      </main>
    </div>
  );
}

type PanelsProps = { session: DeskSession; state: DeskState; view: DeskView };

function Panels({ session, state, view }: PanelsProps) {
  const { departures, dealtWith } = useDepartures(session);
  const readyWords = useReadyWords();
  const all = panels(state, departures);
  const chosen = useSignal<number | null>(null);
  const current = all.find(({ fence }) => fence === chosen.value) ?? all[all.length - 1];
  useEffect(() => {
    chosen.value = current?.fence ?? null;
  }, [current?.fence, chosen]);

  function draw(panel: Panel) {
    const hidden = panel.fence !== current?.fence;
    if (panel.kind === "ended") {
      const returnMinutes = readyWords.setup.value?.return_minutes ?? null;
      return (
        <EndedPanel {...{ panel, session, hidden, returnMinutes, dealtWith }} key={panel.fence} />
      );
    }
    const { colleagues } = view;
    const { viewAt } = state;
    return (
      <ChatPanel
        {...{ session, hidden, colleagues, viewAt, readyWords }}
        key={panel.fence}
        state={panel.chat}
      />
    );
  }

  if (all.length === 0) return <Empty view={view} />;
  return (
    <>
      <PanelTabs panels={all} current={current?.fence ?? null} choose={chosen} />
      <div class="panels">{all.map(draw)}</div>
    </>
  );
}

function Empty({ view }: { view: DeskView }) {
  if (view.offer) return null;
  return <p class="empty">{say(view.me.ready ? "desk.empty.ready" : "desk.empty.rest")}</p>;
}

function offerWords(offer: NonNullable<DeskView["offer"]>) {
  return offer.intake.safety === "not_safe" ? "offer.not_safe.announce" : "offer.announce";
}
