import type { Act, AllTraining, StaffMember } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { File } from "./file.tsx";
import { Modules } from "./modules.tsx";
import { AddRecord } from "./record.tsx";
import { Records, Stands } from "./standing.tsx";
import "./training.css";

/** How everybody stands; for whoever may, also to keep records and to say what has to be learnt. */
export function Training({ may }: { may: readonly Act[] }) {
  const training = useAnswered(doors.allTraining);
  const people = useAnswered(doors.everyone);
  const again = () => void training.again();
  const known = new Map(people.value?.people.map((person) => [person.id, person]));
  return (
    <section aria-labelledby="training" class="staff">
      <h2 id="training">{say("training.everyone")}</h2>
      <Refused refusal={training.refusal ?? people.refusal} />
      {may.includes("keep_training") && <File done={again} />}
      {training.value && <People all={training.value} known={known} may={may} again={again} />}
      {training.value && <Modules all={training.value.modules} may={may} done={again} />}
    </section>
  );
}

type Props = {
  all: AllTraining;
  known: Map<string, StaffMember>;
  may: readonly Act[];
  again: () => void;
};

function People({ all, known, may, again }: Props) {
  const keeps = may.includes("keep_training");
  return (
    <ul class="people">
      {all.standings.map((standing) => (
        <li key={standing.staff} class="person">
          <div class="person-head">
            <h3>{known.get(standing.staff)?.name}</h3>
            <Stands standing={standing} modules={all.modules} />
          </div>
          <Records standing={standing} modules={all.modules} dropped={keeps ? again : null} />
          {keeps && all.modules.length > 0 && (
            <AddRecord of={standing.staff} modules={all.modules} done={again} />
          )}
        </li>
      ))}
    </ul>
  );
}
