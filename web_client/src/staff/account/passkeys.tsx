import { useRef } from "preact/hooks";
import type { PasskeyShape } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import { time } from "../people/sessions.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { knowsPasskeys } from "./credentials.ts";
import * as doors from "./doors.ts";
import { Sure } from "./sure.tsx";

type Props = { me: string; passkeys: readonly PasskeyShape[]; changed: () => void };

/** The passkeys of whoever looks: what they are called, when they were used, and one more. */
export function Passkeys({ me, passkeys, changed }: Props) {
  async function remove(id: string) {
    const refusal = await refusalOf(doors.removePasskey(me, id));
    if (refusal === null) changed();
    return refusal;
  }
  return (
    <div class="factor">
      <h3>{say("account.passkeys")}</h3>
      <p class="soft small">{say("account.passkeys.note")}</p>
      <ul class="passkeys">
        {passkeys.map(({ id, name, created, last_used: used }) => (
          <li key={id} class="row">
            <span class="passkey">
              {name}
              <span class="soft small">
                {say("account.passkey.made", { time: time(created) })}
                {used !== null && ` · ${say("account.passkey.used", { time: time(used) })}`}
              </span>
            </span>
            <Sure
              label={say("account.remove")}
              name={say("account.remove.of", { name })}
              question={say("account.passkey.sure", { name })}
              yes={say("account.remove.yes")}
              run={() => remove(id)}
            />
          </li>
        ))}
      </ul>
      {knowsPasskeys() ? (
        <AddPasskey me={me} number={passkeys.length + 1} changed={changed} />
      ) : (
        <p class="small">{say("account.passkeys.unknown")}</p>
      )}
    </div>
  );
}

type AddProps = { me: string; number: number; changed: () => void };

function AddPasskey({ me, number, changed }: AddProps) {
  const name = useRef<HTMLInputElement>(null);
  const { busy, refusal, run } = useAsking();
  async function submit(event: Event) {
    event.preventDefault();
    const called = name.current?.value.trim() ?? "";
    if (called === "") return name.current?.focus();
    if (await run(() => refusalOf(doors.addPasskey(me, called)))) changed();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="passkey-name">{say("account.passkey.name")}</label>
        <input
          id="passkey-name"
          key={number}
          ref={name}
          class="entry"
          type="text"
          required
          maxLength={60}
          defaultValue={say("account.passkey.name.first", { n: number })}
        />
      </div>
      <Refused refusal={refusal.value} own={{ not_now: "account.passkey.no_more" }} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("account.passkey.add")}
      </button>
    </form>
  );
}
