import { useSignal } from "@preact/signals";
import type { Act, ModuleShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { all: readonly ModuleShape[]; may: readonly Act[]; done: () => void };

const NEW = { id: "", name: "", months: 12, required: true, version: 0 } as const;

/** What staff can be trained in; for whoever may, also to add a module or to change one. */
export function Modules({ all, may, done }: Props) {
  const sets = may.includes("set_modules");
  return (
    <section aria-labelledby="modules" class="modules">
      <h2 id="modules">{say("training.modules")}</h2>
      {all.length === 0 && <p class="soft">{say("training.modules.none")}</p>}
      <ul class="people">
        {all.map((module) => (
          <li key={module.id} class="person">
            <div class="person-head">
              <h3>{module.name}</h3>
              {module.required && <span class="tag">{say("training.required")}</span>}
            </div>
            <p class="small">{lasts(module.months)}</p>
            {sets && (
              <Form of={module} done={done}>
                {say("training.module.change", { name: module.name })}
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sets && (
        <Form of={NEW} done={done}>
          {say("training.module.add")}
        </Form>
      )}
    </section>
  );
}

function lasts(months: number | null): string {
  return months === null ? say("training.for_good") : say("training.months", { n: months });
}

type FormProps = { of: ModuleShape; done: () => void; children: string };

function Form({ of, done, children }: FormProps) {
  const open = useSignal(false);
  const { busy, refusal, run } = useAsking();
  const prefix = of.id || "new-module";
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const months = String(data.get("months"));
    const frame = {
      version: of.version,
      name: String(data.get("name")).trim(),
      months: months === "" ? null : Number(months),
      required: data.get("required") !== null,
    };
    const id = of.id || String(data.get("id")).trim();
    if (await run(() => refusalOf(doors.setModule(id, frame)))) {
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
        {children}
      </Opener>
      {open.value && (
        <form class="ask" onSubmit={(event) => void submit(event)}>
          {of.id === "" && (
            <div class="field">
              <label for={`${prefix}-id`}>{say("training.module.id")}</label>
              <input
                id={`${prefix}-id`}
                class="entry"
                name="id"
                type="text"
                required
                maxLength={40}
                pattern="[a-z0-9\-]+"
                autocapitalize="none"
                spellcheck={false}
              />
            </div>
          )}
          <div class="field">
            <label for={`${prefix}-name`}>{say("training.module.name")}</label>
            <input
              id={`${prefix}-name`}
              class="entry"
              name="name"
              type="text"
              required
              maxLength={60}
              value={of.name}
            />
          </div>
          <div class="field">
            <label for={`${prefix}-months`}>{say("training.module.months")}</label>
            <input
              id={`${prefix}-months`}
              class="entry"
              name="months"
              type="number"
              min={1}
              max={120}
              value={of.months ?? ""}
            />
          </div>
          <label class="choice">
            <input type="checkbox" name="required" defaultChecked={of.required} />
            {say("training.module.required")}
          </label>
          <Refused refusal={refusal.value} />
          <button type="submit" class="button main" aria-disabled={busy.value}>
            {say("people.save")}
          </button>
        </form>
      )}
    </>
  );
}
