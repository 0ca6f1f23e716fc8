import type { Act } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { Coming } from "./coming.tsx";
import { Holidays } from "./holidays.tsx";
import { Opening } from "./opening.tsx";
import { Week } from "./week.tsx";
import "./shifts.css";

type Props = { me: string; may: readonly Act[]; answers?: boolean };

/** Who comes when: for whoever answers chats, to sign up; for whoever may, to plan it. */
export function Shifts({ me, may, answers = false }: Props) {
  const plan = useAnswered(doors.plan);
  const coming = useAnswered(doors.comingShifts);
  const sets = may.includes("set_shifts");
  function again() {
    void plan.again();
    void coming.again();
  }
  return (
    <div class="staff shifts">
      <Refused refusal={plan.refusal ?? coming.refusal} />
      {plan.value && coming.value && (
        <>
          <Coming
            shifts={coming.value.shifts}
            plan={plan.value}
            me={me}
            answers={answers}
            signsUp={may.includes("sign_up")}
            again={again}
          />
          <Week plan={plan.value} sets={sets} again={again} />
          {sets && <Opening plan={plan.value} again={again} />}
          {sets && <Holidays plan={plan.value} again={again} />}
        </>
      )}
    </div>
  );
}
