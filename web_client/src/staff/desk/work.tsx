import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskState } from "../../chat/desk_state.ts";
import type { DeskView, Offer } from "../../wire/types.ts";
import { through } from "../asking.ts";
import { useMarked } from "../practice/mark.tsx";
import { say } from "../words.ts";
import { ChatPanel } from "./chat.tsx";
import { useDepartures } from "./departures.ts";
import { EndedPanel } from "./ended.tsx";
import { OfferCard } from "./offer.tsx";
import { type Panel, panels } from "./panels.ts";
import { useReadyWords } from "./ready_words.ts";
import { PanelTabs } from "./tabs.tsx";

type OfferedProps = { session: DeskSession; state: DeskState };

/** The chat that is offered, said aloud once. */
export function Offered({ session, state }: OfferedProps) {
  const marked = useMarked();
  const offer = state.view?.offer;
  return (
    <>
      <div role="alert" class="unseen">
        {offer && marked(say(offerWords(offer)))}
      </div>
      {offer && (
        <OfferCard
          key={offer.fence}
          offer={offer}
          seenAt={state.viewAt}
          accept={through(session, () => session.accept())}
          decline={through(session, () => session.decline())}
        />
      )}
    </>
  );
}

type PanelsProps = {
  session: DeskSession;
  state: DeskState;
  view: DeskView;
  /** What stands there while there is no chat. */
  empty: ComponentChildren;
};

/** The chats side by side, and those that ended and have something to say still. */
export function Panels({ session, state, view, empty }: PanelsProps) {
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

  if (all.length === 0) return <>{empty}</>;
  return (
    <>
      <PanelTabs panels={all} current={current?.fence ?? null} choose={chosen} />
      <div class="panels">{all.map(draw)}</div>
    </>
  );
}

function offerWords({ intake }: Offer) {
  return intake.safety === "not_safe" ? "offer.not_safe.announce" : "offer.announce";
}
