import { useSignal } from "@preact/signals";
import type { Refusal } from "../refusals.ts";
import { type Own, Refused } from "../refused.tsx";
import { say, type TextKey } from "../words.ts";
import { clock, DAY, type Field, START } from "./numbers.ts";

type Limits = { label: TextKey; min: number; max: number; step: number | "any" };

/** The same limits as at the server, so that the browser names what it would refuse. */
const FIELDS: Record<Field, Limits> = {
  chat_min: { label: "staffing.chat", min: 1, max: 240, step: "any" },
  patience_min: { label: "staffing.patience", min: 0.5, max: 120, step: "any" },
  percent: { label: "staffing.percent", min: 1, max: 99, step: 1 },
  within_s: { label: "staffing.within", min: 0, max: 3600, step: 1 },
  chats_each: { label: "staffing.each", min: 1, max: 3, step: 1 },
};

type Props = { busy: boolean; refusal: Refusal | null; submit: (event: SubmitEvent) => void };

/** The planner's numbers, to be typed; how many come may be taken from the counts. */
export function StaffingForm({ busy, refusal, submit }: Props) {
  const counted = useSignal(false);
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{say("staffing.arrivals")}</legend>
        <label class="check">
          <input
            type="checkbox"
            name="counted"
            checked={counted.value}
            onChange={(event) => {
              counted.value = event.currentTarget.checked;
            }}
          />
          {say("staffing.counted")}
        </label>
        {!counted.value && <Hours />}
      </fieldset>
      <div class="staffing-ways">
        {(Object.keys(FIELDS) as Field[]).map((name) => (
          <TypedNumber key={name} name={name} />
        ))}
      </div>
      <Refused refusal={refusal} own={NO_COUNTS} />
      <button type="submit" class="button main" aria-disabled={busy}>
        {say("staffing.submit")}
      </button>
    </form>
  );
}

const NO_COUNTS: Own = { not_now: "staffing.counted.none" };

function Hours() {
  return (
    <>
      <p class="soft small">{say("staffing.arrivals.note")}</p>
      <div class="staffing-hours">
        {DAY.map((hour) => (
          <label key={hour}>
            {clock(hour)}
            <input
              class="entry"
              name={`arrivals-${hour}`}
              type="number"
              min={0}
              max={200}
              step="any"
              required
              defaultValue="0"
            />
          </label>
        ))}
      </div>
    </>
  );
}

function TypedNumber({ name }: { name: Field }) {
  const { label, ...limits } = FIELDS[name];
  return (
    <div class="field">
      <label for={`staffing-${name}`}>{say(label)}</label>
      <input
        id={`staffing-${name}`}
        class="entry"
        name={name}
        type="number"
        required
        {...limits}
        defaultValue={String(START[name])}
      />
    </div>
  );
}
