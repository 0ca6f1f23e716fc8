import { useRef } from "preact/hooks";
import type { FactorsShape } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { useAsking } from "../asking.ts";
import { session } from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { CodeField } from "./code_field.tsx";
import { Dialog } from "./dialog.tsx";
import * as doors from "./doors.ts";
import { hasSecond } from "./own.ts";
import { wanted } from "./proof.ts";
import "./account.css";

/** Asks for a factor when something needs a fresh one; what was asked for is then done. */
export function StepUp() {
  const tell = wanted.value;
  if (tell === null) return null;
  return (
    <Dialog titleId="step-up" close={() => tell(false)}>
      <h2 id="step-up">{say("proof.title")}</h2>
      <p>{say("proof.why")}</p>
      <Ways tell={tell} />
      <button type="button" class="button" onClick={() => tell(false)}>
        {say("app.cancel")}
      </button>
    </Dialog>
  );
}

type Tell = { tell: (shown: boolean) => void };

function Ways({ tell }: Tell) {
  const { value, refusal } = useAnswered(session);
  const factors = value?.factors;
  if (!factors) return <Refused refusal={refusal} />;
  if (!hasSecond(factors) && !factors.password) return <p>{say("proof.nothing")}</p>;
  return (
    <>
      {factors.passkeys > 0 && <ByPasskey tell={tell} />}
      {(factors.authenticator || !hasSecond(factors)) && <ByHand tell={tell} factors={factors} />}
    </>
  );
}

function ByPasskey({ tell }: Tell) {
  const { busy, refusal, run } = useAsking();
  async function press() {
    const shown = await run(async () => {
      const answer = await doors.passkeyShown();
      if (!answer.ok) return answer.refusal;
      const proved = await doors.prove({ passkey: answer.value });
      return proved.ok ? null : proved.refusal;
    });
    if (shown) tell(true);
  }
  return (
    <div>
      <button
        type="button"
        class="button main"
        aria-disabled={busy.value}
        onClick={() => void press()}
      >
        {say("proof.passkey")}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}

function ByHand({ tell, factors }: Tell & { factors: FactorsShape }) {
  const entry = useRef<HTMLInputElement>(null);
  const { busy, refusal, run } = useAsking();
  const byCode = factors.authenticator;
  async function submit(event: Event) {
    event.preventDefault();
    const typed = entry.current?.value ?? "";
    const shown = await run(async () => {
      const answer = await doors.prove(byCode ? { code: typed } : { password: typed });
      return answer.ok ? null : answer.refusal;
    });
    if (shown) return tell(true);
    entry.current?.select();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {byCode ? (
        <CodeField id="proof-code" entry={entry} label={say("signin.code")} />
      ) : (
        <div class="field">
          <label for="proof-password">{say("signin.password")}</label>
          <input
            id="proof-password"
            ref={entry}
            class="entry"
            type="password"
            autocomplete="current-password"
            required
            maxLength={1000}
          />
        </div>
      )}
      <Refused refusal={refusal.value} own={byCode ? {} : { wrong_code: "proof.wrong_password" }} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("proof.confirm")}
      </button>
    </form>
  );
}
