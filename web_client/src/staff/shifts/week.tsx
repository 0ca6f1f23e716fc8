import { useSignal } from "@preact/signals";
import type { PlanShape, SlotShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { AskStrip } from "../ask_strip.tsx";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { SpanFields, spanIn } from "./fields.tsx";
import { span } from "./moments.ts";
import { slotName } from "./slots.ts";

type Props = { plan: PlanShape; sets: boolean; again: () => void };

/** The shifts of every week; for whoever may, to add, change and drop them. */
export function Week({ plan, sets, again }: Props) {
  return (
    <section aria-labelledby="week">
      <h2 id="week">{say("shifts.plan")}</h2>
      {plan.slots.length === 0 && <p class="soft">{say("shifts.plan.none")}</p>}
      <ul>
        {plan.slots.map((slot) => (
          <li key={slot.id} class="shift">
            <span class="shift-hours">{span(slot)}</span>
            <span>{say("shifts.slot.wanted", { n: slot.wanted })}</span>
            {sets && <Edit key={plan.version} plan={plan} slot={slot} again={again} />}
          </li>
        ))}
      </ul>
      {sets && <Edit key={plan.version} plan={plan} again={again} />}
    </section>
  );
}

type EditProps = { plan: PlanShape; slot?: SlotShape; again: () => void };

function Edit({ plan, slot, again }: EditProps) {
  const open = useSignal(false);
  const toggle = () => {
    open.value = !open.value;
  };
  const label = slot && say("shifts.slot.change.of", { when: span(slot) });
  return (
    <>
      <Opener open={open.value} toggle={toggle} {...(label ? { label } : {})}>
        {say(slot ? "shifts.slot.change" : "shifts.slot.add")}
      </Opener>
      {open.value && (
        <div class="ask">
          <SlotForm {...{ plan, again }} {...(slot ? { slot } : {})} />
          {slot && <Drop plan={plan} slot={slot} again={again} />}
        </div>
      )}
    </>
  );
}

const WRONG = { bad_input: "shifts.slot.wrong" } as const;

function SlotForm({ plan, slot, again }: EditProps) {
  const { busy, refusal, run } = useAsking();
  const id = slot?.id ?? "new-slot";
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = spanIn(form);
    const wanted = Number(new FormData(form).get("wanted"));
    const name = slot?.id ?? slotName(given.weekday, given.start, plan.slots);
    const others = plan.slots.filter((one) => one.id !== name);
    const slots = [...others, { ...given, wanted, id: name }];
    if (await run(() => refusalOf(doors.setSlots({ version: plan.version, slots })))) again();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <SpanFields id={id} of={slot ?? { weekday: 0, start: "16:00", end: "20:00" }} />
      <div class="field">
        <label for={`${id}-wanted`}>{say("shifts.slot.people")}</label>
        <input
          id={`${id}-wanted`}
          class="entry"
          name="wanted"
          type="number"
          min={1}
          max={99}
          required
          value={slot?.wanted ?? 1}
        />
      </div>
      <Refused refusal={refusal.value} own={WRONG} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("shifts.slot.save")}
      </button>
    </form>
  );
}

function Drop({ plan, slot, again }: Required<EditProps>) {
  const { busy, refusal, run } = useAsking();
  const sure = useSignal(false);
  const toggle = () => {
    sure.value = !sure.value;
  };
  async function drop() {
    const slots = plan.slots.filter(({ id }) => id !== slot.id);
    if (await run(() => refusalOf(doors.setSlots({ version: plan.version, slots })))) again();
  }
  return (
    <>
      <Opener open={sure.value} toggle={toggle}>
        {say("shifts.slot.drop")}
      </Opener>
      {sure.value && (
        <AskStrip question={say("shifts.slot.drop.sure")} close={toggle}>
          <div class="row">
            <button
              type="button"
              class="button strong"
              aria-disabled={busy.value}
              onClick={() => void drop()}
            >
              {say("shifts.slot.drop.yes")}
            </button>
            <button type="button" class="button" onClick={toggle}>
              {say("app.cancel")}
            </button>
          </div>
        </AskStrip>
      )}
      <Refused refusal={refusal.value} />
    </>
  );
}
