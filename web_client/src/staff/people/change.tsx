import { useSignal } from "@preact/signals";
import type { Invited, OidcBindings, Role, StaffMember } from "../../wire/types.ts";
import { refusalOf } from "../answered.ts";
import { AskStrip } from "../ask_strip.tsx";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { RoleField } from "./add.tsx";
import { ProfileFields, profileIn } from "./fields.tsx";
import { Provider } from "./provider.tsx";
import { Sessions } from "./sessions.tsx";

type Props = {
  person: StaffMember;
  me: string;
  bindings: OidcBindings | null;
  done: (invited: Invited | null) => void;
};

/** Change somebody. About oneself, neither role nor whether one is let in: another admin does that. */
export function Change({ person, me, bindings, done }: Props) {
  const open = useSignal(false);
  return (
    <>
      <Opener
        open={open.value}
        toggle={() => {
          open.value = !open.value;
        }}
        label={say("people.change.of", { name: person.name })}
      >
        {say("people.change")}
      </Opener>
      {open.value && (
        <div class="ask">
          <ProfileForm person={person} done={done} />
          {person.id !== me && bindings && (
            <Provider id={person.id} bindings={bindings} done={() => done(null)} />
          )}
          {person.id !== me && <Standing person={person} done={done} />}
        </div>
      )}
    </>
  );
}

type PartProps = { person: StaffMember; done: (invited: Invited | null) => void };

function ProfileForm({ person, done }: PartProps) {
  const { busy, refusal, run } = useAsking();
  const { id, version } = person;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const given = profileIn(event.currentTarget as HTMLFormElement);
    if (await run(() => refusalOf(doors.changeProfile(id, { version, ...given })))) done(null);
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <ProfileFields id={id} of={person} />
      <Refused refusal={refusal.value} />
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {say("people.save")}
      </button>
    </form>
  );
}

function Standing({ person, done }: PartProps) {
  const { busy, refusal, run } = useAsking();
  const sure = useSignal(false);
  const { id, version, name, active } = person;
  function toggle() {
    sure.value = !sure.value;
  }
  async function setRole(event: SubmitEvent) {
    event.preventDefault();
    const role = new FormData(event.currentTarget as HTMLFormElement).get("role") as Role;
    if (await run(() => refusalOf(doors.setRole(id, { version, role })))) done(null);
  }
  async function setActive() {
    if (await run(() => refusalOf(doors.setActive(id, { version, on: !active })))) done(null);
  }
  async function makeLink() {
    await run(async () => {
      const answer = await doors.makeLink(id);
      if (!answer.ok) return answer.refusal;
      done(answer.value);
      return null;
    });
  }
  return (
    <>
      <form onSubmit={(event) => void setRole(event)}>
        <RoleField id={`${id}-role`} of={person.role} />
        <button type="submit" class="button" aria-disabled={busy.value}>
          {say("people.set_role")}
        </button>
      </form>
      <div class="row">
        {active && (
          <button type="button" class="button" aria-disabled={busy.value} onClick={makeLink}>
            {say("people.link")}
          </button>
        )}
        {active ? (
          <Opener open={sure.value} toggle={toggle}>
            {say("people.let_go")}
          </Opener>
        ) : (
          <button type="button" class="button" aria-disabled={busy.value} onClick={setActive}>
            {say("people.let_in")}
          </button>
        )}
      </div>
      {sure.value && (
        <AskStrip question={say("people.let_go.sure", { name })} close={toggle}>
          <div class="row">
            <button
              type="button"
              class="button strong"
              aria-disabled={busy.value}
              onClick={() => void setActive()}
            >
              {say("people.let_go.yes")}
            </button>
            <button type="button" class="button" onClick={toggle}>
              {say("app.cancel")}
            </button>
          </div>
        </AskStrip>
      )}
      <p class="soft small">{say("people.let_go.note", { name })}</p>
      <Refused refusal={refusal.value} />
      <Sessions of={id} heading="h4" />
    </>
  );
}
