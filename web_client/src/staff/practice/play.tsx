import type { Place } from "../../chat/practice.ts";
import type { PracticeState } from "../../chat/practice_session.ts";
import { Offered, Panels } from "../desk/work.tsx";
import { useWatched } from "../watched.ts";
import { say } from "../words.ts";
import { LookBack } from "./look_back.tsx";
import { Practising } from "./mark.tsx";
import type { Playing, PracticeDesk } from "./practising.ts";
import { useHeading } from "./use_heading.ts";

type Props = { playing: Playing; practice: PracticeDesk };

/** One scenario on the desk's own components, from the offer to the look back. */
export function Play({ playing, practice }: Props) {
  const { session } = playing;
  const { phase, place } = useWatched(session);
  const state = useWatched(session.desk);
  if (phase === "over") return <LookBack playing={playing} practice={practice} />;
  if (phase === "let_go") return <LetGo practice={practice} />;
  return (
    <Practising.Provider value={true}>
      <div class="practised">
        {phase === "open" && place && <Where place={place} />}
        <Offered session={session.desk} state={state} />
        {state.view && (
          <Panels
            session={session.desk}
            state={state}
            view={state.view}
            empty={<Soon {...{ phase }} />}
          />
        )}
      </div>
    </Practising.Provider>
  );
}

function Soon({ phase }: Pick<PracticeState, "phase">) {
  return phase === "waiting" ? <p class="empty">{say("app.loading")}</p> : null;
}

function Where({ place }: { place: Place }) {
  const { beat, of, doing, hidden } = place;
  return (
    <p class="practice-place">
      {say("practice.place", { beat, of })} {say(`practice.${hidden ?? doing}`)}
    </p>
  );
}

function LetGo({ practice }: { practice: PracticeDesk }) {
  const heading = useHeading();
  return (
    <section class="practice" aria-labelledby="let-go">
      <h2 id="let-go" ref={heading} tabIndex={-1}>
        {say("practice.let_go")}
      </h2>
      <p>{say("practice.let_go.note")}</p>
      <button type="button" class="button main" onClick={practice.toList}>
        {say("practice.list")}
      </button>
    </section>
  );
}
