import { useSignal } from "@preact/signals";
import type { Invited, Role } from "../../wire/types.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { ProfileFields, profileIn } from "./fields.tsx";

export const ROLES: readonly Role[] = ["responder", "supervisor", "admin"];
const TAKEN = { bad_input: "people.add.taken" } as const;
const NOBODY = { name: "", languages: ["en"], opted_out: [] } as const;

/** Add somebody; they sign in first by the link that comes back. */
export function Add({ done }: { done: (invited: Invited) => void }) {
  const open = useSignal(false);
  const { busy, refusal, run } = useAsking();
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const frame = {
      ...profileIn(form),
      sign_in_name: String(data.get("sign_in_name")).trim(),
      role: data.get("role") as Role,
    };
    const added = await run(async () => {
      const answer = await doors.addStaff(frame);
      if (!answer.ok) return answer.refusal;
      done(answer.value);
      return null;
    });
    if (added) open.value = false;
  }
  return (
    <>
      <Opener
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
      >
        {say("people.add")}
      </Opener>
      {open.value && (
        <form class="ask" onSubmit={(event) => void submit(event)}>
          <ProfileFields id="new" of={NOBODY} />
          <div class="field">
            <label for="new-sign-in">{say("people.sign_in_name")}</label>
            <input
              id="new-sign-in"
              class="entry"
              name="sign_in_name"
              type="text"
              required
              maxLength={100}
              autocapitalize="none"
              spellcheck={false}
            />
          </div>
          <RoleField id="new-role" of="responder" />
          <Refused refusal={refusal.value} own={TAKEN} />
          <button type="submit" class="button main" aria-disabled={busy.value}>
            {say("people.add.yes")}
          </button>
        </form>
      )}
    </>
  );
}

/** One of the roles, as a field of the form around it. */
export function RoleField({ id, of }: { id: string; of: Role }) {
  return (
    <div class="field">
      <label for={id}>{say("people.role")}</label>
      <select id={id} class="entry" name="role">
        {ROLES.map((role) => (
          <option key={role} value={role} selected={role === of}>
            {say(`role.${role}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
