import { useState } from "preact/hooks";
import type { Verdict } from "../../chat/link.ts";
import { OURS } from "../../chat/ours.ts";
import type { YouthReader, YouthState } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { talk } from "../chat.ts";
import { fill, words } from "../words.ts";

/** Whoever of another service takes part; they can be sent away with one tap. */
export function Remove({ readers }: { readers: readonly YouthReader[] }) {
  const { partner: said } = words.value;
  const guest = readers.find(({ role }) => role === "partner");
  if (!guest) return null;
  const remove = () => void talk()?.dismissPartner();
  return (
    <p class="row">
      <Button onPress={remove}>{fill(said.remove, { name: guest.name })}</Button>
    </p>
  );
}

/** May somebody of another service come in, is somebody awaited, and may the responder go? */
export function PartnerNews({ state }: { state: YouthState }) {
  const { partner: said } = words.value;
  const { awaited, question, turnedAway } = state.partner;
  return (
    <div role="status">
      {turnedAway && <Notice tone="plain">{said.turned_away}</Notice>}
      {question && <Ask question={question} />}
      {!question && awaited && (
        <Notice tone="plain">
          <p>{fill(awaited.service === OURS ? said.awaited_lead : said.awaited, { ...awaited })}</p>
          <Button onPress={() => void talk()?.dismissPartner()}>{said.back}</Button>
        </Notice>
      )}
      {state.view?.leaving && <Leave readers={state.readers} />}
    </div>
  );
}

function Ask({ question }: { question: NonNullable<YouthState["partner"]["question"]> }) {
  const { partner: said } = words.value;
  const { introduction, ...slots } = question;
  const ours = slots.service === OURS;
  return (
    <Answers yes={said.yes} no={said.no} answer={(yes) => talk()?.answerPartner(yes)}>
      <p>
        <b>{fill(ours ? said.ask_lead : said.ask, slots)}</b>
      </p>
      <p>{fill(ours ? said.about_lead : said.about, slots)}</p>
      {introduction && <p>{fill(said.told, slots)}</p>}
      {introduction && (
        <p class="told" dir="auto">
          {introduction}
        </p>
      )}
    </Answers>
  );
}

function Leave({ readers }: { readers: readonly YouthReader[] }) {
  const { partner: said } = words.value;
  const name = readers.find(({ role }) => role === "partner")?.name ?? "";
  const from = readers.find(({ role }) => role !== "partner")?.name ?? "";
  return (
    <Answers
      yes={fill(said.leave_yes, { name })}
      no={said.leave_no}
      answer={(yes) => talk()?.answerLeave(yes)}
    >
      <p>
        <b>{fill(said.leave, { name, from })}</b>
      </p>
      <p>{said.leave_about}</p>
    </Answers>
  );
}

interface AnswersProps {
  yes: string;
  no: string;
  answer: (yes: boolean) => Promise<Verdict> | undefined;
  children: preact.ComponentChildren;
}

/** A question with its two answers; while one is on its way neither can be given again. */
function Answers({ yes, no, answer, children }: AnswersProps) {
  const [busy, setBusy] = useState(false);
  const give = async (said: boolean) => {
    if (busy) return;
    setBusy(true);
    await answer(said);
    setBusy(false);
  };
  return (
    <Notice tone="plain">
      {children}
      <p class="row">
        <Button onPress={() => void give(true)}>{yes}</Button>
        <Button onPress={() => void give(false)}>{no}</Button>
      </p>
    </Notice>
  );
}
