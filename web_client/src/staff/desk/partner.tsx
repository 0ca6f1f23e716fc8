import { useSignal } from "@preact/signals";
import { useContext, useRef } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import type { HostState } from "../../chat/hosting.ts";
import { INTRODUCTION_AT_MOST, NAME_AT_MOST, SERVICE_AT_MOST } from "../../chat/invite.ts";
import { AskStrip } from "../ask_strip.tsx";
import { through, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { wait } from "../moments.ts";
import { Opener } from "../opener.tsx";
import { Practising } from "../practice/mark.tsx";
import { type Own, Refused } from "../refused.tsx";
import { say } from "../words.ts";
import type { ReadyWords } from "./ready_words.ts";
import "./partner.css";

type Props = {
  session: DeskSession;
  state: DeskChatState;
  viewAt: number;
  readyWords: ReadyWords;
};

/** Somebody of another service in this chat: the youth is asked, the link made, the way out shown. */
export function PartnerPart({ session, state, viewAt, readyWords }: Props) {
  const open = useSignal(false);
  if (useContext(Practising) || !state.canRead) return null;
  const { partner } = state;
  const free = !["invited", "coming", "in"].includes(partner.stage) || !partner.guest;
  function toggle() {
    open.value = !open.value;
  }
  return (
    <div class="partner">
      <Standing {...{ session, state, viewAt }} join={readyWords.setup.value?.join ?? null} />
      {free && partner.stage !== "in" && partner.stage !== "coming" && (
        <Opener open={open.value} toggle={toggle}>
          {say("partner.open")}
        </Opener>
      )}
      {open.value && <AskForm {...{ session, close: toggle }} chat={state.chat} />}
    </div>
  );
}

type AskProps = { session: DeskSession; chat: string; close: () => void };

/** What the youth is asked: they read all of it before they answer. */
function AskForm({ session, chat, close }: AskProps) {
  const form = useRef<HTMLFormElement>(null);
  const missing = useSignal(false);
  function ask() {
    const data = new FormData(form.current ?? undefined);
    const [service, name, words] = ["service", "guest", "introduction"].map((field) =>
      String(data.get(field) ?? "").trim(),
    );
    missing.value = !service || !name;
    if (!service || !name) return;
    if (session.askPartner(chat, { service, name }, words ?? "") === "said") close();
  }
  return (
    <AskStrip question={say("partner.ask.first")} close={close}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field name="service" label={say("partner.service")} atMost={SERVICE_AT_MOST} />
        <Field name="guest" label={say("partner.name")} atMost={NAME_AT_MOST} />
        <div class="field">
          <label for={`introduction-${chat}`}>{say("partner.introduction")}</label>
          <textarea
            id={`introduction-${chat}`}
            class="entry"
            name="introduction"
            rows={3}
            maxLength={INTRODUCTION_AT_MOST}
            dir="auto"
          />
        </div>
        <div class="row">
          <button type="submit" class="button main">
            {say("partner.ask")}
          </button>
          <button type="button" class="button" onClick={close}>
            {say("app.cancel")}
          </button>
        </div>
        <div role="alert" class="refused">
          {missing.value && <p>{say("partner.missing")}</p>}
        </div>
      </form>
    </AskStrip>
  );
}

function Field({ name, label, atMost }: { name: string; label: string; atMost: number }) {
  return (
    <div class="field">
      <label for={`partner-${name}`}>{label}</label>
      <input
        id={`partner-${name}`}
        class="entry"
        name={name}
        type="text"
        maxLength={atMost}
        autocomplete="off"
        dir="auto"
      />
    </div>
  );
}

type StandingProps = {
  session: DeskSession;
  state: DeskChatState;
  viewAt: number;
  join: string | null;
};

/** How it stands; said aloud when it changes. */
function Standing({ session, state, viewAt, join }: StandingProps) {
  const { partner } = state;
  const link = partner.link && join && `${join}#${partner.link}`;
  return (
    <>
      <p role="status" class="small">
        {words(partner)}
      </p>
      {link && <Link link={link} left={Math.max(0, partner.left_s - since(viewAt))} />}
      {partner.stage === "in" && <LeaveTo {...{ session, partner }} chat={state.chat} />}
    </>
  );
}

function words(partner: HostState): string {
  const { guest, here, leaving, stage } = partner;
  if (stage === "none") return "";
  const slots = guest ?? { name: say("partner.someone"), service: say("partner.somewhere") };
  if (!guest && isUnknown(stage)) return say(`partner.${stage}.unknown`);
  const said = [say(`partner.${stage}`, { ...slots })];
  if (stage === "in" && !here) said.push(say("partner.away", { ...slots }));
  if (leaving) said.push(say("partner.leave.asked", { ...slots }));
  return said.join(" ");
}

function isUnknown(stage: HostState["stage"]): stage is "invited" | "coming" | "in" {
  return stage === "invited" || stage === "coming" || stage === "in";
}

/** The link for one person, once; it is on this page alone. */
function Link({ link, left }: { link: string; left: number }) {
  const copied = useSignal(false);
  const box = useRef<HTMLInputElement>(null);
  async function copy() {
    box.current?.select();
    await navigator.clipboard?.writeText(link);
    copied.value = true;
  }
  return (
    <div class="ask">
      <label for="partner-link">{say("partner.link", { left: wait(left) })}</label>
      <input id="partner-link" class="entry" ref={box} type="text" readOnly value={link} />
      <div class="row">
        <button type="button" class="button" onClick={() => void copy()}>
          {say("people.link.copy")}
        </button>
        <span role="status">{copied.value && say("people.link.copied")}</span>
      </div>
    </div>
  );
}

const NOT_NOW: Own = { not_now: "partner.leave.not_now" };

type LeaveProps = { session: DeskSession; chat: string; partner: HostState };

/** Asks the youth; until they answer nothing changes. */
function LeaveTo({ session, chat, partner }: LeaveProps) {
  const { busy, refusal, run } = useAsking();
  const name = partner.guest?.name ?? say("partner.someone");
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-disabled={busy.value || partner.leaving}
        onClick={() =>
          !partner.leaving && void run(through(session, () => session.leaveToPartner(chat)))
        }
      >
        {say("partner.leave", { name })}
      </button>
      <Refused refusal={refusal.value} own={NOT_NOW} />
    </>
  );
}
