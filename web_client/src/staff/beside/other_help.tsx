import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { ReferralNeed, ReferralSaid, ReferralService } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { TongueChoice } from "../desk/ready_words_picker.tsx";
import * as doors from "../doors.ts";
import { type Language, language, say, type TextKey } from "../words.ts";
import { Missing } from "./missing.tsx";
import { Picker } from "./picker.tsx";

/** A service that is looked at, for which need, and in which language it is told of. */
export type ChosenHelp = {
  readonly need: ReferralNeed["need"];
  readonly service: ReferralService;
  readonly tongue: Language;
};

/** Gives what else can be done with a service: a card to send, a call to prepare. */
export type Hang = (chosen: ChosenHelp) => ComponentChildren;

const FACTS: Record<ReferralService["lacking"][number], TextKey> = {
  "service.name": "beside.help.fact.name",
  "service.ways": "beside.help.fact.ways",
  "service.phone": "beside.help.fact.phone",
  "service.videophone": "beside.help.fact.videophone",
  "service.hours": "beside.help.fact.hours",
  "service.ages": "beside.help.fact.ages",
  "service.reports": "beside.help.fact.reports",
};

type Props = {
  chosen: Signal<string | null>;
  first: Language;
  insert: (text: string) => void;
  hang?: Hang;
};

/** For each kind of need: which services there are now, and what is said of them. */
export function OtherHelp({ chosen, first, insert, hang }: Props) {
  // Asked whenever it is opened, so that what was switched off since is not offered.
  const { value, refusal, again } = useAnswered(doors.referrals);
  const tongue = useSignal(first);
  const needs = value?.needs ?? [];
  const shown = needs.find(({ need }) => need === chosen.value) ?? needs[0];
  return (
    <>
      <p class="soft small">{say("beside.help.note")}</p>
      <Missing refusal={refusal} again={again} />
      {shown && (
        <>
          <Picker
            label={say("beside.help.need")}
            options={needs.map(({ need, title }) => ({
              value: need,
              title: title[language.value] ?? "",
            }))}
            chosen={shown.need}
            choose={(need) => {
              chosen.value = need;
            }}
          />
          <TongueChoice tongue={tongue} />
          {shown.services.length === 0 && <p class="warned">{say("beside.help.none")}</p>}
          {shown.services.map((service) => (
            <section key={service.id} class="service" aria-label={service.name}>
              <h4>{service.name}</h4>
              <Standing service={service} />
              {service.said ? (
                <Introduction said={service.said} tongue={tongue.value} insert={insert} />
              ) : (
                <p class="warned">{say("beside.help.lacking", { facts: lacking(service) })}</p>
              )}
              {hang?.({ need: shown.need, service, tongue: tongue.value })}
              {service.said && <Said said={service.said} tongue={tongue.value} />}
            </section>
          ))}
        </>
      )}
    </>
  );
}

function lacking(service: ReferralService): string {
  return service.lacking.map((slot) => say(FACTS[slot])).join(", ");
}

function agesOf({ youngest, oldest }: ReferralService): string {
  if (youngest === null && oldest === null) return "";
  return oldest === null ? `${youngest}+` : `${youngest ?? 0}–${oldest}`;
}

function Standing({ service }: { service: ReferralService }) {
  const { about, areas, check_first, languages, line, open_now } = service;
  const ages = agesOf(service);
  const open = open_now === null ? "unknown" : open_now ? "yes" : "no";
  return (
    <ul class="standing small">
      <li class={line === "help" ? "" : "warned"}>{say(`referral.line.${line}`)}</li>
      <li>{say(`beside.help.open.${open}`)}</li>
      {check_first && <li class="warned">{say("beside.help.check")}</li>}
      {ages && <li>{say("beside.help.ages", { ages })}</li>}
      {languages.length > 0 && (
        <li>{say("beside.help.languages", { languages: languages.join(", ") })}</li>
      )}
      {areas.length > 0 && !areas.includes("US") && (
        <li class="warned">{say("beside.help.areas", { areas: areas.join(", ") })}</li>
      )}
      {about && <li class="soft">{about}</li>}
    </ul>
  );
}

type SaidProps = { said: ReferralSaid; tongue: Language };

function Introduction({ said, tongue, insert }: SaidProps & Pick<Props, "insert">) {
  const introduction = said.introduction[tongue] ?? "";
  return (
    <>
      <h5>{say("beside.help.introduction")}</h5>
      <p lang={tongue}>{introduction}</p>
      <button type="button" class="button" onClick={() => insert(introduction)}>
        {say("beside.help.put")}
      </button>
    </>
  );
}

function Said({ said, tongue }: SaidProps) {
  return (
    <>
      <h5>{say("beside.help.steps")}</h5>
      <Lines texts={said.steps} tongue={tongue} />
      <h5>{say("beside.help.consent")}</h5>
      <p lang={tongue}>{said.consent[tongue]}</p>
      <h5>{say("beside.help.script")}</h5>
      <p class="soft small">{say("beside.help.script.note")}</p>
      <Lines texts={said.script} tongue={tongue} />
      <h5>{say("beside.help.no_answer")}</h5>
      <p lang={tongue}>{said.no_answer[tongue]}</p>
    </>
  );
}

type LinesProps = { texts: readonly Record<string, string>[]; tongue: Language };

function Lines({ texts, tongue }: LinesProps) {
  return (
    <ol class="steps" lang={tongue}>
      {texts.map((text, place) => (
        <li key={place}>{text[tongue]}</li>
      ))}
    </ol>
  );
}
