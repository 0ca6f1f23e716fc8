import type { OidcBinding, OidcBindings } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { id: string; bindings: OidcBindings; done: () => void };

/** By which account of the organization's own sign-in somebody comes in; said anew, or taken away. */
export function Provider({ id, bindings, done }: Props) {
  const { busy, refusal, run } = useAsking();
  const name = bindings.name;
  const own = bindings.people.find((one) => one.id === id);
  async function bind(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const account = String(data.get("account")).trim();
    if (await run(() => refusalOf(doors.bindOidc(id, account)))) done();
  }
  async function unbind() {
    if (await run(() => refusalOf(doors.unbindOidc(id)))) done();
  }
  return (
    <>
      {name !== null && (
        <form onSubmit={(event) => void bind(event)}>
          <div class="field">
            <label for={`${id}-account`}>{say("people.provider.account", { name })}</label>
            <input
              id={`${id}-account`}
              class="entry"
              name="account"
              type="text"
              required
              maxLength={255}
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
              aria-describedby={`${id}-account-note`}
            />
          </div>
          <p class="soft small" id={`${id}-account-note`}>
            {say("people.provider.note")}
          </p>
          <button type="submit" class="button" aria-disabled={busy.value}>
            {say("people.provider.bind")}
          </button>
        </form>
      )}
      {own && (
        <button
          type="button"
          class="button"
          aria-disabled={busy.value}
          onClick={() => void unbind()}
        >
          {say("people.provider.unbind")}
        </button>
      )}
      <Refused refusal={refusal.value} />
    </>
  );
}

/** Takes a binding and what the provider is called; gives one line about it. */
export function bindingInWords(own: OidcBinding, name: string | null): string {
  if (!own.current) return say("people.provider.other");
  const called = name ?? "";
  return own.subject === null
    ? say("people.provider.waits", { name: called, email: own.email ?? "" })
    : say("people.provider.bound", { name: called, subject: own.subject });
}
