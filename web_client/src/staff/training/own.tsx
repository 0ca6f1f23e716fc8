import "./training.css";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { Records, Stands } from "./standing.tsx";

/** One's own training: whether it lets one answer, and what it is made of. */
export function OwnTraining({ me }: { me: string }) {
  const { value, refusal } = useAnswered(() => doors.trainingOf(me));
  return (
    <section aria-labelledby="own-training">
      <h3 id="own-training">{say("training.own")}</h3>
      <Refused refusal={refusal} />
      {value && (
        <>
          <p>
            <Stands standing={value.standing} modules={value.modules} />
          </p>
          <Records standing={value.standing} modules={value.modules} dropped={null} />
          {value.standing.records.length === 0 && (
            <p class="soft small">{say("training.own.none")}</p>
          )}
        </>
      )}
    </section>
  );
}

/** What a desk says of a training that ends soon, or is missing; nothing where all is well. */
export function TrainingNote({ days }: { days: number | null }) {
  if (days === null) return null;
  const words = days === 0 ? say("training.own.missing") : say("training.own.soon", { n: days });
  return (
    <p class="training-note" role="status">
      {words}
    </p>
  );
}
