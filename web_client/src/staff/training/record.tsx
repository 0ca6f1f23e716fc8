import { useSignal } from "@preact/signals";
import type { ModuleShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { of: string; modules: readonly ModuleShape[]; done: () => void };

const WRONG = { bad_input: "training.add.wrong" } as const;

/** Keep that somebody was trained. */
export function AddRecord({ of, modules, done }: Props) {
  const open = useSignal(false);
  const { busy, refusal, run } = useAsking();
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [module, on, trainer] = ["module", "on", "trainer"].map((name) =>
      String(data.get(name)).trim(),
    ) as [string, string, string];
    if (await run(() => refusalOf(doors.addRecord(of, { module, on, trainer })))) {
      open.value = false;
      done();
    }
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
      >
        {say("training.add")}
      </Opener>
      {open.value && (
        <form class="ask" onSubmit={(event) => void submit(event)}>
          <div class="field">
            <label for={`module-${of}`}>{say("training.module")}</label>
            <select id={`module-${of}`} class="entry" name="module">
              {modules.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for={`on-${of}`}>{say("training.on")}</label>
            <input id={`on-${of}`} class="entry" name="on" type="date" required />
          </div>
          <div class="field">
            <label for={`trainer-${of}`}>{say("training.trainer")}</label>
            <input
              id={`trainer-${of}`}
              class="entry"
              name="trainer"
              type="text"
              required
              maxLength={60}
            />
          </div>
          <Refused refusal={refusal.value} own={WRONG} />
          <button type="submit" class="button main" aria-disabled={busy.value}>
            {say("training.add.yes")}
          </button>
        </form>
      )}
    </>
  );
}
