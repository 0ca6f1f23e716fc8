import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { language, say } from "../words.ts";
import type { Playing, PracticeDesk } from "./practising.ts";
import { useHeading } from "./use_heading.ts";

type Props = { playing: Playing; practice: PracticeDesk };

/** Questions for the responder alone; nothing is asked for, scored or kept but that it was played. */
export function LookBack({ playing, practice }: Props) {
  const { scenario, session } = playing;
  const heading = useHeading();
  return (
    <section class="practice" aria-labelledby="look-back">
      <h2 id="look-back" ref={heading} tabIndex={-1}>
        {say("practice.look_back")}
      </h2>
      {session.finished ? <Kept id={scenario.id} /> : <p>{say("practice.unfinished")}</p>}
      <p class="soft">{say("practice.look_back.note")}</p>
      <ol class="questions">
        {scenario.look_back.map(({ ask, good, source }, place) => (
          <li key={place}>
            <p>{ask[language.value]}</p>
            <details>
              <summary>{say("practice.good")}</summary>
              <p>{good[language.value]}</p>
              {source && <p class="soft small">{say("practice.source", { source })}</p>}
            </details>
          </li>
        ))}
      </ol>
      <div class="row">
        <button type="button" class="button main" onClick={practice.toList}>
          {say("practice.list")}
        </button>
        <button type="button" class="button" onClick={practice.close}>
          {say("practice.stop")}
        </button>
      </div>
    </section>
  );
}

function Kept({ id }: { id: string }) {
  const { value, refusal, again } = useAnswered(() => doors.practiceDone(id));
  return (
    <>
      <div role="status">
        {value && <p>{say(value.trained ? "practice.trained" : "practice.kept")}</p>}
      </div>
      <Refused refusal={refusal} />
      {refusal && (
        <button type="button" class="button" onClick={() => void again()}>
          {say("practice.again")}
        </button>
      )}
    </>
  );
}
