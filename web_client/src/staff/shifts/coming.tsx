import { useSignal } from "@preact/signals";
import type { ComerShape, PlanShape, ShiftShape } from "../../wire/types.ts";
import { refusalOf, useAnswered } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { day, hours } from "./moments.ts";

type Props = {
  plan: PlanShape;
  me: string;
  answers: boolean;
  signsUp: boolean;
  again: () => void;
};

/** The shifts of the coming weeks, by their days. */
export function Coming({ shifts, ...props }: Props & { shifts: readonly ShiftShape[] }) {
  const { zone, shift_h, week_h } = props.plan;
  const days = [...new Set(shifts.map(({ on }) => on))];
  return (
    <section aria-labelledby="coming">
      <h2 id="coming">{say("shifts.coming")}</h2>
      <p class="soft small">{say("shifts.note", { zone, shift: shift_h, week: week_h })}</p>
      {days.length === 0 && <p class="soft">{say("shifts.none")}</p>}
      {days.map((date) => (
        <div key={date} class="shift-day">
          <h3>{day(date)}</h3>
          <ul>
            {shifts
              .filter(({ on }) => on === date)
              .map((shift) => (
                <Shift key={`${shift.slot} ${shift.on}`} shift={shift} {...props} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Shift({ shift, ...props }: Props & { shift: ShiftShape }) {
  const { plan, me, answers, signsUp, again } = props;
  const asking = useAsking();
  const begun = shift.begins * 1000 <= Date.now();
  const mine = shift.people.some(({ id }) => id === me);
  const when = `${day(shift.on)}, ${hours(shift, plan.zone)}`;
  async function set(id: string, comes: boolean) {
    const ask = comes ? doors.signUp : doors.withdraw;
    await asking.run(() => refusalOf(ask(id, shift.slot, shift.on)));
    again();
  }
  return (
    <li class="shift">
      <span class="shift-hours">{hours(shift, plan.zone)}</span>
      <People {...{ shift, me, signsUp, when }} busy={asking.busy.value} out={set} />
      {begun && <span class="tag ready">{say("shifts.running")}</span>}
      {shift.lacks > 0 && <span class="tag away">{say("shifts.lacks", { n: shift.lacks })}</span>}
      {answers && (mine || (shift.lacks > 0 && !begun)) && (
        <button
          type="button"
          class={mine ? "button quiet" : "button main"}
          aria-disabled={asking.busy.value}
          aria-label={say(mine ? "shifts.withdraw.of" : "shifts.sign_up.of", { when })}
          onClick={() => void set(me, !mine)}
        >
          {say(mine ? "shifts.withdraw" : "shifts.sign_up")}
        </button>
      )}
      {signsUp && shift.lacks > 0 && !begun && (
        <AddSomebody id={`${shift.slot}-${shift.on}`} when={when} add={(id) => set(id, true)} />
      )}
      <Refused refusal={asking.refusal.value} />
    </li>
  );
}

type PeopleProps = {
  shift: ShiftShape;
  me: string;
  signsUp: boolean;
  when: string;
  busy: boolean;
  out: (id: string, comes: boolean) => Promise<void>;
};

function People({ shift, me, signsUp, when, busy, out }: PeopleProps) {
  if (shift.people.length === 0) return <span class="soft">{say("shifts.nobody")}</span>;
  const called = (comer: ComerShape) => (comer.id === me ? say("shifts.you") : comer.name);
  if (!signsUp) return <span>{shift.people.map(called).join(", ")}</span>;
  return (
    <span class="row">
      {shift.people.map((comer) => (
        <span key={comer.id} class="row">
          {called(comer)}
          <button
            type="button"
            class="button quiet"
            aria-disabled={busy}
            aria-label={say("shifts.out", { name: comer.name, when })}
            onClick={() => void out(comer.id, false)}
          >
            ×
          </button>
        </span>
      ))}
    </span>
  );
}

type AddProps = { id: string; when: string; add: (staff: string) => Promise<void> };

function AddSomebody({ id, when, add }: AddProps) {
  const open = useSignal(false);
  function toggle() {
    open.value = !open.value;
  }
  return (
    <>
      <Opener open={open.value} toggle={toggle} label={say("shifts.add.of", { when })}>
        {say("shifts.add")}
      </Opener>
      {open.value && <WhoComes id={id} add={add} />}
    </>
  );
}

function WhoComes({ id, add }: Omit<AddProps, "when">) {
  const { value, refusal } = useAnswered(doors.everyone);
  if (value === null) return <Refused refusal={refusal} />;
  const people = value.people.filter(({ role, active }) => role === "responder" && active);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const who = new FormData(event.currentTarget as HTMLFormElement).get("who");
    if (who !== null) void add(String(who));
  }
  return (
    <form class="ask" onSubmit={submit}>
      <div class="field">
        <label for={`who-${id}`}>{say("shifts.add.who")}</label>
        <select id={`who-${id}`} class="entry" name="who">
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} ({person.sign_in_name})
            </option>
          ))}
        </select>
      </div>
      <Refused refusal={refusal} />
      <button type="submit" class="button main">
        {say("shifts.add.yes")}
      </button>
    </form>
  );
}
