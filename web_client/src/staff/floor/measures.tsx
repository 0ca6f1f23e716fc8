import type { FloorSession } from "../../chat/floor.ts";
import type { FloorView, Notice } from "../../wire/types.ts";
import { AskButton } from "../ask_button.tsx";
import { since } from "../clock.ts";
import { wait } from "../moments.ts";
import { say } from "../words.ts";

type Props = { session: FloorSession; view: FloorView; viewAt: number };

const NOTICES: readonly Notice[] = ["busy", "break", "closing"];

/** What is set for all of the line for an hour: a word to those who wait, and the surge. */
export function Measures({ session, view, viewAt }: Props) {
  return (
    <section aria-labelledby="measures">
      <h2 id="measures">{say("floor.hour")}</h2>
      <Told {...{ session, view, viewAt }} />
      <Surge {...{ session, view, viewAt }} />
    </section>
  );
}

function Told({ session, view, viewAt }: Props) {
  const { notice = null } = view;
  return (
    <fieldset class="states">
      <legend>{say("floor.notice")}</legend>
      <div class="row">
        {[...NOTICES, null].map((to) => (
          <AskButton
            key={to ?? ""}
            session={session}
            ask={() => session.setNotice(to)}
            pressed={to === notice}
          >
            {say(`floor.notice.${to ?? "none"}`)}
          </AskButton>
        ))}
      </div>
      {notice && (
        <p class="soft small">
          {say("floor.notice.note")} {left(view.notice_s ?? 0, viewAt)}
        </p>
      )}
    </fieldset>
  );
}

function Surge({ session, view, viewAt }: Props) {
  const left_s = view.surge_s ?? 0;
  const on = left_s > 0;
  return (
    <fieldset class="states">
      <legend>{say("floor.surge")}</legend>
      <div class="row">
        <AskButton session={session} ask={() => session.setSurge(!on)} pressed={on}>
          {say(on ? "floor.surge.on" : "floor.surge.off")}
        </AskButton>
      </div>
      <p class={on ? "state-note paused" : "soft small"}>
        {say("floor.surge.note")} {on && left(left_s, viewAt)}
      </p>
    </fieldset>
  );
}

function left(seconds: number, viewAt: number): string {
  return say("floor.hour.left", { left: wait(seconds - since(viewAt)) });
}
