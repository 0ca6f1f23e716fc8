import type { FloorAlert, FloorRule } from "../../wire/types.ts";
import { Choice } from "../choice.tsx";
import { setSound, soundOn } from "../desk/sound.ts";
import { say } from "../words.ts";
import { noticesBlocked, noticesOn, setNotices } from "./notices.ts";

type Props = { alerts: readonly FloorAlert[]; rules: readonly FloorRule[] };

/** What raises an alert here, and how this page makes one heard. */
export function AlertRules({ alerts, rules }: Props) {
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{say("alerts.title")}</h2>
      <p class="soft">
        {alerts.length === 0 ? say("alerts.none") : say("alerts.some", { n: alerts.length })}
      </p>
      <Choice id="alert-sound" text="alerts.sound" on={soundOn.value} set={setSound} />
      <Choice
        id="alert-notices"
        text="alerts.notices"
        on={noticesOn.value}
        set={(on) => void setNotices(on)}
      />
      <p role="status" class="small">
        {noticesBlocked.value && say("alerts.notices.blocked")}
      </p>
      <p class="soft small">{say("desk.memory")}</p>
      <details class="alert-rules">
        <summary class="button quiet">{say("alerts.rules")}</summary>
        <ul>
          {rules.map((rule) => (
            <li key={rule.kind}>{words(rule)}</li>
          ))}
        </ul>
        <p class="soft small">{say("alerts.rules.note")}</p>
      </details>
    </section>
  );
}

/** Takes a rule; gives its sentence, which has its number in it. */
export function words({ kind, limit }: FloorRule): string {
  const whole = limit % 60 === 0;
  const time = whole ? say("time.minutes", { m: limit / 60 }) : say("time.seconds", { s: limit });
  return say(`alerts.rule.${kind}`, { n: limit, time });
}
