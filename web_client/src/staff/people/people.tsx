import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type {
  Act,
  EveryonesFactors,
  FactorsShape,
  Invited,
  OidcBindings,
  StaffMember,
} from "../../wire/types.ts";
import { everyonesFactors } from "../account/doors.ts";
import { useAnswered } from "../answered.ts";
import type { Answer } from "../doors.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { Add } from "./add.tsx";
import { Change } from "./change.tsx";
import { Link } from "./link.tsx";
import { bindingInWords } from "./provider.tsx";
import "./people.css";

type Props = { me: string; may: readonly Act[] };

/** Who works here; for whoever may, also to add somebody, change them or let them go. */
export function People({ me, may }: Props) {
  const { value, refusal, again } = useAnswered(doors.everyone);
  const factors = useFactors(may.includes("see_factors"));
  const bindings = useAnswered(may.includes("see_factors") ? doors.oidcBindings : noBindings);
  const invited = useSignal<Invited | null>(null);
  function told(next: Invited | null) {
    invited.value = next;
    void again();
    void bindings.again();
  }
  return (
    <section aria-labelledby="staff" class="staff">
      <h2 id="staff">{say("people.everyone")}</h2>
      <Refused refusal={refusal ?? bindings.refusal} />
      {invited.value && <Link key={invited.value.link} invited={invited.value} />}
      {may.includes("add_staff") && <Add done={told} />}
      <ul class="people">
        {value?.people.map((person) => (
          <li key={person.id} class="person">
            <About person={person} me={me} factors={factors.get(person.id)}>
              <Bound of={person.id} bindings={bindings.value} />
            </About>
            {may.includes("change_profile") && (
              <Change
                key={person.version}
                person={person}
                me={me}
                bindings={bindings.value}
                done={told}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function noBindings(): Promise<Answer<OidcBindings>> {
  return Promise.resolve({ ok: true, value: { name: null, people: [] } });
}

/** By which account of the organization's own sign-in somebody comes in, in one line. */
function Bound({ of, bindings }: { of: string; bindings: OidcBindings | null }) {
  const own = bindings?.people.find((one) => one.id === of);
  return own && bindings ? <p class="small">{bindingInWords(own, bindings.name)}</p> : null;
}

/** Who has which second factor, for whoever may see it; nothing for others. */
function useFactors(may: boolean): ReadonlyMap<string, FactorsShape> {
  const { value } = useAnswered(may ? everyonesFactors : nobodys);
  return new Map(value?.people.map(({ id, factors }) => [id, factors]));
}

function nobodys(): Promise<Answer<EveryonesFactors>> {
  return Promise.resolve({ ok: true, value: { people: [] } });
}

function inWords({ authenticator, passkeys }: FactorsShape): string {
  const app = authenticator ? [say("people.factors.app")] : [];
  const keys = passkeys > 0 ? [say("people.factors.passkeys", { n: passkeys })] : [];
  return [...keys, ...app].join(", ") || say("people.factors.none");
}

type AboutProps = {
  person: StaffMember;
  me: string;
  factors: FactorsShape | undefined;
  children: ComponentChildren;
};

function About({ person, me, factors, children }: AboutProps) {
  const languages = person.languages.map((code) => say(`intake.language.${code}`)).join(", ");
  const topics = person.opted_out.map((topic) => say(`topic.${topic}`)).join(", ");
  return (
    <>
      <div class="person-head">
        <h3>{person.name}</h3>
        <span class="tag">{say(`role.${person.role}`)}</span>
        {person.id === me && <span class="tag ready">{say("people.you")}</span>}
        {!person.active && <span class="tag away">{say("people.gone")}</span>}
      </div>
      <p class="soft small">{say("people.signs_in", { name: person.sign_in_name })}</p>
      <p class="small">{languages}</p>
      {factors && <p class="small">{say("people.factors", { factors: inWords(factors) })}</p>}
      {children}
      {topics !== "" && <p class="small">{say("people.opted_out", { topics })}</p>}
    </>
  );
}
