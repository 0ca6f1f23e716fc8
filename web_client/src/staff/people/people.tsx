import { useSignal } from "@preact/signals";
import type { Act, Invited, StaffMember } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { Add } from "./add.tsx";
import { Change } from "./change.tsx";
import { Link } from "./link.tsx";
import "./people.css";

type Props = { me: string; may: readonly Act[] };

/** Who works here; for whoever may, also to add somebody, change them or let them go. */
export function People({ me, may }: Props) {
  const { value, refusal, again } = useAnswered(doors.everyone);
  const invited = useSignal<Invited | null>(null);
  function told(next: Invited | null) {
    invited.value = next;
    void again();
  }
  return (
    <section aria-labelledby="staff" class="staff">
      <h2 id="staff">{say("people.everyone")}</h2>
      <Refused refusal={refusal} />
      {invited.value && <Link key={invited.value.link} invited={invited.value} />}
      {may.includes("add_staff") && <Add done={told} />}
      <ul class="people">
        {value?.people.map((person) => (
          <li key={person.id} class="person">
            <About person={person} me={me} />
            {may.includes("change_profile") && (
              <Change key={person.version} person={person} me={me} done={told} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function About({ person, me }: { person: StaffMember; me: string }) {
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
      {topics !== "" && <p class="small">{say("people.opted_out", { topics })}</p>}
    </>
  );
}
