import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Enrolment, FactorsShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { CodeField } from "./code_field.tsx";
import { Codes } from "./codes.tsx";
import * as doors from "./doors.ts";
import { Sure } from "./sure.tsx";

type Props = { me: string; factors: FactorsShape; changed: () => void };

/** An app that shows codes: set up, put in place of another, or taken away; and its recovery codes. */
export function Authenticator({ me, factors, changed }: Props) {
  const enrolment = useSignal<Enrolment | null>(null);
  const codes = useSignal<readonly string[]>([]);
  const { busy, refusal, run } = useAsking();
  const start = () =>
    run(async () => {
      const answer = await doors.enrol(me);
      if (!answer.ok) return answer.refusal;
      enrolment.value = answer.value;
      return null;
    });
  const renew = () => shown(doors.renewCodes(me));
  async function shown(asked: ReturnType<typeof doors.renewCodes>) {
    const answer = await asked;
    if (!answer.ok) return answer.refusal;
    codes.value = answer.value.codes;
    changed();
    return null;
  }
  async function drop() {
    const refused = await refusalOf(doors.dropAuthenticator(me));
    if (refused !== null) return refused;
    codes.value = [];
    changed();
    return null;
  }
  function confirmed(fresh: readonly string[]) {
    enrolment.value = null;
    codes.value = fresh;
    changed();
  }
  const on = factors.authenticator;
  return (
    <div class="factor">
      <h3>{say("account.app")}</h3>
      <p class="soft small">{say(on ? "account.app.on" : "account.app.off")}</p>
      {enrolment.value ? (
        <Confirm me={me} enrolment={enrolment.value} confirmed={confirmed} />
      ) : (
        <div class="row">
          <button
            type="button"
            class={on ? "button" : "button main"}
            aria-disabled={busy.value}
            onClick={() => void start()}
          >
            {say(on ? "account.app.replace" : "account.app.start")}
          </button>
          {on && (
            <Sure
              label={say("account.remove")}
              name={say("account.app.remove")}
              question={say("account.app.sure")}
              yes={say("account.remove.yes")}
              run={drop}
            />
          )}
        </div>
      )}
      <Refused refusal={refusal.value} />
      {codes.value.length > 0 && <Codes codes={codes.value} />}
      {on && (
        <>
          <h3>{say("account.recovery")}</h3>
          <p class="small">{say("account.recovery.left", { n: factors.recovery })}</p>
          <Sure
            label={say("account.recovery.renew")}
            name={say("account.recovery.renew")}
            question={say("account.recovery.sure")}
            yes={say("account.recovery.yes")}
            run={renew}
          />
        </>
      )}
    </div>
  );
}

type ConfirmProps = {
  me: string;
  enrolment: Enrolment;
  confirmed: (codes: readonly string[]) => void;
};

function Confirm({ me, enrolment, confirmed }: ConfirmProps) {
  const code = useRef<HTMLInputElement>(null);
  const { busy, refusal, run } = useAsking();
  useEffect(() => code.current?.focus(), []);
  async function submit(event: Event) {
    event.preventDefault();
    const typed = code.current?.value ?? "";
    const done = await run(async () => {
      const answer = await doors.confirm(me, enrolment.ticket, typed);
      if (!answer.ok) return answer.refusal;
      confirmed(answer.value.codes);
      return null;
    });
    if (!done) code.current?.select();
  }
  return (
    <form class="enrolment" onSubmit={(event) => void submit(event)}>
      <p>{say("account.app.scan")}</p>
      <img class="qr" src={enrolment.picture} alt={say("account.app.picture")} />
      <p class="small">
        {say("account.app.by_hand")} <code class="secret">{grouped(enrolment.secret)}</code>
      </p>
      <p class="small">
        <a href={enrolment.uri}>{say("account.app.here")}</a>
      </p>
      <CodeField id="enrol-code" entry={code} label={say("account.app.code")} />
      <Refused refusal={refusal.value} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("account.app.confirm")}
      </button>
    </form>
  );
}

function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
