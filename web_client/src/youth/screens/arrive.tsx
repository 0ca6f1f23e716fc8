import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Numbers } from "../../parts/numbers/view.tsx";
import { picked } from "../cover.ts";
import { opensAgain } from "../opening.ts";
import { enter, go, moved, openPanel } from "../place.ts";
import { setup } from "../setup.ts";
import { fill, language, words } from "../words.ts";
import { FindOpener } from "./find.tsx";
import { Heading } from "./heading.tsx";
import { Languages } from "./languages.tsx";

/** The first screen: what this is, who answers, what is kept, the limit, and the ways out. */
export function Arrive() {
  const { arrive, numbers, returns } = words.value;
  const shut = setup.state !== "open";
  const elsewhere = shut || !setup.answering;
  return (
    <>
      <Languages />
      <Heading focusOn={moved.value ? "arrive" : undefined}>{arrive.title}</Heading>
      <p class="lead">{arrive.also}</p>
      {elsewhere && <Shut />}
      <div class="card">
        <p>
          {arrive.who} {arrive.name} {arrive.saved}
        </p>
        <h2>{arrive.limit}</h2>
        <p>{setup.disclosure[language.value] ?? setup.disclosure.en}</p>
      </div>
      <p class="row">
        <Button main onPress={() => go("ask")}>
          {shut ? arrive.try : arrive.start}
        </Button>
        <Button onPress={enter}>{arrive.skip}</Button>
      </p>
      <p>
        <button type="button" class="link" onClick={() => go("back")}>
          {returns.have}
        </button>
      </p>
      <Ways />
      {!elsewhere && (
        <>
          <h2>{numbers.title}</h2>
          <Elsewhere />
        </>
      )}
    </>
  );
}

function Shut() {
  const { arrive } = words.value;
  const why = setup.state === "open" ? arrive.nobody : arrive[setup.state];
  const again = opensAgain(setup.opens, new Date(), language.value, words.value.opens);
  return (
    <Notice tone="plain">
      <p>
        <b>{why}</b>
      </p>
      {again && <p>{again}</p>}
      <Elsewhere />
    </Notice>
  );
}

function Ways() {
  const { exit, hide } = words.value;
  return (
    <>
      <h2>{exit.title}</h2>
      <p>
        {exit.about} {exit.watched}
      </p>
      <p class="keys">{exit.keys}</p>
      <h2>{hide.title}</h2>
      <p>{fill(hide.about, { n: picked.value + 1 })}</p>
      <p class="keys">{hide.keys}</p>
      <p>
        <Button onPress={() => openPanel("hide")}>{hide.change}</Button>
      </p>
    </>
  );
}

// The first screen names few places: some bear a word that many do not see themselves in.
const FIRST = 2;

/** The first places to call or text, and the way to all of them. */
export function Elsewhere() {
  const { numbers } = words.value;
  const first = setup.numbers.slice(0, FIRST);
  return (
    <>
      <Numbers numbers={first} language={language.value} words={numbers} />
      <p class="row">
        {setup.numbers.length > FIRST && (
          <Button onPress={() => openPanel("numbers")}>{numbers.more}</Button>
        )}
        <FindOpener />
      </p>
    </>
  );
}
