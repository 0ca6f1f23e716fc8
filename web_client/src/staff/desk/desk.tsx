import { useSignal } from "@preact/signals";
import type { DeskSession } from "../../chat/desk.ts";
import type { Act, DeskView } from "../../wire/types.ts";
import { Account } from "../account/account.tsx";
import { FactorNote } from "../account/note.tsx";
import { through, useAsking } from "../asking.ts";
import { ConnectionNote } from "../connection_note.tsx";
import { OtherHelp } from "../directory/directory.tsx";
import { PracticeBar } from "../practice/bar.tsx";
import { PracticeScreen } from "../practice/practice.tsx";
import { type PracticeDesk, usePractice } from "../practice/practising.ts";
import { Refused } from "../refused.tsx";
import { Shifts } from "../shifts/shifts.tsx";
import { TrainingNote } from "../training/own.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";
import { DeskBar } from "./bar.tsx";
import { Care } from "./care.tsx";
import { helpOpen, shiftsOpen } from "./menu.tsx";
import { DeskNotesStrip } from "./notes.tsx";
import { OwnPage } from "./own_page.tsx";
import { Offered, Panels } from "./work.tsx";
import "./desk.css";

/** A responder's desk: the bar, an offer, and the chats side by side, or a practice instead. */
export function Desk({ session, may }: { session: DeskSession; may: readonly Act[] }) {
  const state = useWatched(session);
  const practice = usePractice(session);
  const { view } = state;
  const account = useSignal(false);
  function setOpen(on: boolean) {
    account.value = on;
  }
  const bar = practice.on ? (
    <PracticeBar practice={practice} />
  ) : (
    view && <DeskBar session={session} view={view} viewAt={state.viewAt} account={account} />
  );
  return (
    <div class={practice.on ? "desk practising" : "desk"} data-screen="desk">
      {bar}
      <ConnectionNote connection={state.connection} trouble={state.trouble} />
      {view && <TrainingNote days={view.me.training_days} />}
      {!account.value && !practice.on && <FactorNote open={() => setOpen(true)} />}
      <main>
        {view && account.value && !practice.on && (
          <OwnAccount me={view.me.id} close={() => setOpen(false)} />
        )}
        {!view && !practice.on && <h1 class="unseen">{say("desk.title")}</h1>}
        {practice.on && view?.offer && <p class="for-real">{say("practice.real")}</p>}
        <Offered session={session} state={state} />
        {state.failure === "no_encryption" && <p class="empty">{say("desk.no_encryption")}</p>}
        <Stopped practice={practice} />
        {practice.on && <PracticeScreen practice={practice} />}
        <DeskNotesStrip notes={session.notes} />
        {view && !practice.on && <OwnPages me={view.me.id} may={may} />}
        {view && !practice.on && <Care session={session} view={view} viewAt={state.viewAt} />}
        {view && !practice.on && (
          <Panels
            {...{ session, state, view }}
            empty={<Empty {...{ session, view, practice }} />}
          />
        )}
      </main>
    </div>
  );
}

/** The shifts, and other help as it is kept: both may stand above the chats. */
function OwnPages({ me, may }: { me: string; may: readonly Act[] }) {
  return (
    <>
      {shiftsOpen.value && (
        <OwnPage open={shiftsOpen} label={say("desk.shifts")}>
          <Shifts me={me} may={may} answers />
        </OwnPage>
      )}
      {helpOpen.value && (
        <OwnPage open={helpOpen} label={say("directory.title")}>
          <OtherHelp may={may} />
        </OwnPage>
      )}
    </>
  );
}

type OwnProps = { me: string; close: () => void };

/** One's own account, above the chats: they stay where they are, and an offer is still heard. */
function OwnAccount({ me, close }: OwnProps) {
  return (
    <div class="own-account">
      <Account me={me} />
      <button type="button" class="button" onClick={close}>
        {say("account.close")}
      </button>
    </div>
  );
}

function Stopped({ practice }: { practice: PracticeDesk }) {
  return (
    <div role="status">
      {practice.stopped && (
        <p class="kind">
          {say("practice.stopped")}{" "}
          <button type="button" class="button quiet" onClick={practice.close}>
            {say("app.close")}
          </button>
        </p>
      )}
    </div>
  );
}

type EmptyProps = { session: DeskSession; view: DeskView; practice: PracticeDesk };

function Empty({ session, view, practice }: EmptyProps) {
  const { busy, refusal, run } = useAsking();
  if (view.offer) return null;
  return (
    <div class="empty">
      <p>{say(view.me.ready ? "desk.empty.ready" : "desk.empty.rest")}</p>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => void run(through(session, practice.open))}
      >
        {say("practice.open")}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}
