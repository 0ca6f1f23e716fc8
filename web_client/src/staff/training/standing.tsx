import type { ModuleShape, Standing } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { language, say } from "../words.ts";

type Props = { standing: Standing; modules: readonly ModuleShape[] };

/** Whether somebody is cleared, and until when; or what they lack. */
export function Stands({ standing, modules }: Props) {
  const { missing, until, warns } = standing;
  if (missing.length > 0) {
    const lacks = missing.map(({ module }) => nameOf(module, modules)).join(", ");
    return <span class="tag away">{say("training.lacks", { modules: lacks })}</span>;
  }
  if (until === null) return <span class="tag ready">{say("training.cleared")}</span>;
  const soon = warns !== "none";
  return (
    <span class={soon ? "tag away" : "tag ready"}>
      {say(soon ? "training.soon" : "training.until", { day: day(until) })}
    </span>
  );
}

type RecordsProps = Props & { dropped: (() => void) | null };

/** The records of one person; for whoever may, each can be taken back. */
export function Records({ standing, modules, dropped }: RecordsProps) {
  const { busy, refusal, run } = useAsking();
  async function drop(module: string, on: string) {
    const asked = () => refusalOf(doors.dropRecord(standing.staff, module, on));
    if (await run(asked)) dropped?.();
  }
  return (
    <>
      <ul class="records">
        {standing.records.map(({ module, on, trainer }) => (
          <li key={`${module} ${on}`} class="row">
            <span class="small">
              {nameOf(module, modules)}, {day(on)}, {trainer}
            </span>
            {dropped && (
              <button
                type="button"
                class="button quiet"
                aria-disabled={busy.value}
                aria-label={say("training.drop", { module: nameOf(module, modules), day: day(on) })}
                onClick={() => void drop(module, on)}
              >
                {say("training.drop.short")}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Refused refusal={refusal.value} />
    </>
  );
}

/** Takes a day as `2026-03-15`; gives it in the page's language. */
export function day(on: string): string {
  const noon = new Date(`${on}T12:00:00`);
  return new Intl.DateTimeFormat(language.value, { dateStyle: "medium" }).format(noon);
}

function nameOf(id: string, modules: readonly ModuleShape[]): string {
  return modules.find((module) => module.id === id)?.name ?? id;
}
