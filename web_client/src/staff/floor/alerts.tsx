import { useEffect, useRef } from "preact/hooks";
import type { FloorSession } from "../../chat/floor.ts";
import type { FloorAlert } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { playAlert } from "../desk/sound.ts";
import { lasted } from "../moments.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { type News, news, type Standing } from "./news.ts";
import { showNotice } from "./notices.ts";
import "./alerts.css";

type Props = {
  session: FloorSession;
  alerts: readonly FloorAlert[];
  viewAt: number;
  /** The server can't reach its store: then no view tells of it, and it has to be heard as well. */
  trouble: boolean;
};

/** The alerts that stand, above every page of the floor; what is new is heard, by choice. */
export function Alerts({ session, alerts, viewAt, trouble }: Props) {
  useNews(trouble ? [...alerts, STORE] : alerts);
  if (alerts.length === 0) return null;
  return (
    <section class="alerts" aria-label={say("alerts.standing")}>
      <ul>
        {alerts.map((alert) => (
          <Raised key={alert.kind} alert={alert} session={session} gone={since(viewAt)} />
        ))}
      </ul>
    </section>
  );
}

const STORE: Standing = { kind: "store", speaks: true, seen_by: null };

function useNews(standing: readonly Standing[]): void {
  const heard = useRef<News["heard"]>(new Set());
  useEffect(() => {
    const next = news(heard.current, standing);
    heard.current = next.heard;
    if (next.fresh.length === 0) return;
    playAlert();
    showNotice(say("alerts.notices.title"), say("alerts.notices.text"));
  });
}

type RaisedProps = { alert: FloorAlert; session: FloorSession; gone: number };

/** One alert: what it is, which never changes while it stands, and beside it what does. */
function Raised({ alert, session, gone }: RaisedProps) {
  const { busy, refusal, run } = useAsking();
  const name = useRef<HTMLDivElement>(null);
  const what = say(`alerts.${alert.kind}`);
  async function take() {
    const done = await run(through(session, () => session.acknowledge(alert.kind)));
    if (done) name.current?.focus(); // the button goes, and focus would be lost with it
  }
  return (
    <li class={alert.seen_by === null ? "alert" : "alert taken"}>
      <div role="alert" class="alert-name" ref={name} tabIndex={-1}>
        {what}
      </div>
      <p>{figures(alert, gone)}</p>
      <p class="small">{say("alerts.for", { time: lasted(alert.raised_s + gone) })}</p>
      {!alert.speaks && alert.seen_by === null && <p class="small">{say("alerts.quiet")}</p>}
      <p role="status" class="alert-taken">
        {alert.seen_by !== null && say("alerts.taken", { name: alert.seen_by })}
      </p>
      {alert.seen_by === null && (
        <button
          type="button"
          class="button"
          aria-label={say("alerts.take.of", { alert: what })}
          aria-disabled={busy.value}
          onClick={() => void take()}
        >
          {say("alerts.take")}
        </button>
      )}
      <Refused refusal={refusal.value} />
    </li>
  );
}

/** Takes an alert and how long ago it was told, in seconds; gives its numbers as they are now. */
export function figures({ kind, n, seconds }: FloorAlert, gone: number): string {
  if (kind === "store") return "";
  const now = (seconds ?? 0) + (kind === "shift" ? -gone : gone);
  return say(`alerts.figures.${kind}`, { n, time: lasted(now) });
}
