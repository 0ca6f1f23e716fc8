import type { OwnFactors } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { Sessions } from "../people/sessions.tsx";
import { Refused } from "../refused.tsx";
import { OwnTraining } from "../training/own.tsx";
import { say } from "../words.ts";
import { Authenticator } from "./authenticator.tsx";
import * as doors from "./doors.ts";
import { own } from "./own.ts";
import { Passkeys } from "./passkeys.tsx";
import "./account.css";

/** By what somebody signs in, and where they are signed in: their own to set up and to end. */
export function Account({ me }: { me: string }) {
  const { value, refusal, again } = useAnswered(async () => {
    const answer = await doors.factorsOf(me);
    if (answer.ok) own.value = answer.value.factors;
    return answer;
  });
  return (
    <section class="account" aria-labelledby="account">
      <div>
        <h2 id="account">{say("account.ways")}</h2>
        <Refused refusal={refusal} />
      </div>
      {value && <Ways me={me} value={value} changed={() => void again()} />}
      <OwnTraining me={me} />
      <Sessions of={me} heading="h3" />
    </section>
  );
}

type Props = { me: string; value: OwnFactors; changed: () => void };

function Ways({ me, value, changed }: Props) {
  return (
    <>
      <Passkeys me={me} passkeys={value.passkeys} changed={changed} />
      <Authenticator me={me} factors={value.factors} changed={changed} />
    </>
  );
}
