import { useEffect, useId, useRef, useState } from "preact/hooks";
import { WORDS_POINTS } from "../../chat/hand_off.ts";
import type { YouthsHandOff } from "../../chat/youth_state.ts";
import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Panel } from "../../parts/panel/view.tsx";
import { chat } from "../chat.ts";
import { answer, answered, edit, putAway, untilOf, wordsOf } from "../hand_off.ts";
import { identifies } from "../identify.ts";
import { closePanel, openPanel } from "../place.ts";
import { fill, words } from "../words.ts";
import "./hand_off.css";

type Props = { handOff: YouthsHandOff };

/** In the chat: what is asked, how far it is, and the way to take it back. */
export function HandOffNote({ handOff }: { handOff: YouthsHandOff | null }) {
  const place = useRef<HTMLDivElement>(null);
  const phase = handOff?.phase;
  useEffect(() => {
    if (answered.value) place.current?.focus();
    answered.value = false;
  }, [phase]);
  return (
    <div role="status" ref={place} tabIndex={-1}>
      {handOff && putAway.value !== handOff.id && (
        <Notice tone="plain">
          <Note handOff={handOff} />
        </Notice>
      )}
    </div>
  );
}

function Note({ handOff }: Props) {
  const { handoff } = words.value;
  if (handOff.phase === "proposed") {
    return (
      <>
        <p>{about(handOff, handoff.asked)}</p>
        <Button main onPress={() => openPanel("handoff")}>
          {handoff.read}
        </Button>
      </>
    );
  }
  if (handOff.phase === "agreed" || handOff.phase === "expired")
    return <Running {...{ handOff }} />;
  const told = handOff.phase === "withdrawn" && handOff.done.includes("told");
  return (
    <>
      <p>
        {about(handOff, handoff[handOff.phase])} {told && handoff.untold}
      </p>
      <Button
        onPress={() => {
          putAway.value = handOff.id;
        }}
      >
        {handoff.ok}
      </Button>
    </>
  );
}

function Running({ handOff }: Props) {
  const { handoff } = words.value;
  const agreed = handOff.phase === "agreed";
  return (
    <>
      <p>{about(handOff, agreed ? handoff.agreed : handoff.expired)}</p>
      {handOff.done.length > 0 && (
        <ul class="steps">
          {handOff.done.map((step) => (
            <li key={step}>{about(handOff, handoff.steps[step])}</li>
          ))}
        </ul>
      )}
      <p class="row">
        <Button onPress={() => answer({ act: "withdraw" })}>{handoff.stop}</Button>
        <Button onPress={() => answer({ act: "connected" })}>{handoff.through}</Button>
        {agreed && <Button onPress={() => openPanel("handoff")}>{handoff.see}</Button>}
      </p>
    </>
  );
}

/** The card itself: who would be told what, until when. It closes when it is over. */
export function HandOffPanel() {
  const { card, handoff, numbers } = words.value;
  const handOff = chat.value?.handOff;
  const open = handOff?.phase === "proposed" || handOff?.phase === "agreed";
  useEffect(() => {
    if (!open) closePanel();
  }, [open]);
  if (!handOff || !open) return null;
  return (
    <Panel title={about(handOff, handoff.title)} back={numbers.back} onBack={closePanel}>
      <p class={handOff.line === "help" ? "" : "reports"}>
        {about(handOff, handoff.them)} {card.line[handOff.line]}
      </p>
      {handOff.phase === "proposed" ? <Ask handOff={handOff} /> : <Agreed handOff={handOff} />}
    </Panel>
  );
}

/** It is read before a yes is given. */
function Conditions({ handOff }: Props) {
  const { handoff } = words.value;
  return (
    <>
      <p>{about(handOff, handoff.ends)}</p>
      <p>{handoff.kept}</p>
    </>
  );
}

function Ask({ handOff }: Props) {
  const { handoff } = words.value;
  const id = useId();
  const [empty, setEmpty] = useState(false);
  const told = wordsOf(handOff);
  const agree = () => {
    if (told.trim() === "") setEmpty(true);
    else answer({ act: "agree", words: told.trim() });
  };
  return (
    <>
      <p>{handoff.choice}</p>
      <label for={id}>{about(handOff, handoff.label)}</label>
      <p id={`${id}-hint`}>{handoff.hint}</p>
      <textarea
        id={id}
        class="consent"
        dir="auto"
        rows={5}
        maxLength={WORDS_POINTS}
        aria-describedby={`${id}-hint ${id}-tells`}
        value={told}
        onInput={(event) => {
          edit(handOff.id, event.currentTarget.value);
          setEmpty(false);
        }}
      />
      <p id={`${id}-tells`} role="status">
        {identifies(told)
          .map((kind) => words.value.talk.tell_what[kind])
          .join(" ")}
      </p>
      <Conditions handOff={handOff} />
      {empty && <Notice tone="alert">{handoff.empty}</Notice>}
      <p class="row">
        <Button onPress={agree}>{handoff.yes}</Button>
        <Button onPress={() => answer({ act: "refuse" })}>{handoff.no}</Button>
      </p>
    </>
  );
}

function Agreed({ handOff }: Props) {
  const { handoff } = words.value;
  return (
    <>
      <p>{about(handOff, handoff.these)}</p>
      <blockquote class="consent" dir="auto">
        {handOff.words}
      </blockquote>
      <Conditions handOff={handOff} />
      <p class="row">
        <Button onPress={() => answer({ act: "withdraw" })}>{handoff.stop}</Button>
      </p>
    </>
  );
}

function about(handOff: YouthsHandOff, sentence: string): string {
  return fill(sentence, { name: handOff.from, to: handOff.to, time: untilOf(handOff) });
}
