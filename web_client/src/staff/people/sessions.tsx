import { refusalOf, useAnswered } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { language, say } from "../words.ts";

type Props = { of: string; heading: "h3" | "h4" };

/** Where somebody is signed in; each place but this one can be ended. */
export function Sessions({ of, heading: Heading }: Props) {
  const { value, refusal, again } = useAnswered(() => doors.sessionsOf(of));
  const asking = useAsking();
  async function end(session: string) {
    if (await asking.run(() => refusalOf(doors.endSession(of, session)))) void again();
  }
  return (
    <div class="sessions">
      <Heading>{say("sessions.title")}</Heading>
      {value?.sessions.length === 0 && <p class="soft small">{say("sessions.none")}</p>}
      <ul>
        {value?.sessions.map((session) => (
          <li key={session.id} class="row">
            <span>
              {say(`sessions.how.${session.how}`)}, {time(session.created)}
            </span>
            {session.this ? (
              <span class="tag ready">{say("sessions.this")}</span>
            ) : (
              <button
                type="button"
                class="button quiet"
                aria-disabled={asking.busy.value}
                onClick={() => void end(session.id)}
              >
                {say("sessions.end")}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Refused refusal={refusal ?? asking.refusal.value} />
    </div>
  );
}

/** Takes seconds since 1970; gives the date and time in the page's language. */
export function time(seconds: number): string {
  const styles = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(language.value, styles).format(seconds * 1000);
}
