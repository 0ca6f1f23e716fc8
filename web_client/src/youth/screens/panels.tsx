import { useState } from "preact/hooks";
import { Button } from "../../parts/button/view.tsx";
import { Choices } from "../../parts/choices/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Numbers } from "../../parts/numbers/view.tsx";
import { Panel } from "../../parts/panel/view.tsx";
import { Pictures } from "../../parts/pictures/view.tsx";
import { chat, talk } from "../chat.ts";
import { picked } from "../cover.ts";
import { end } from "../ending.ts";
import { failed } from "../failures.ts";
import { closePanel, type PanelName, panel } from "../place.ts";
import { setup } from "../setup.ts";
import { fill, language, words } from "../words.ts";
import { FindPanel } from "./find.tsx";
import { HandOffPanel } from "./hand_off.tsx";
import { ReturnsPanel } from "./returns.tsx";

const PANELS: Record<PanelName, () => preact.JSX.Element | null> = {
  numbers: NumbersPanel,
  find: FindPanel,
  hide: HidePanel,
  else: ElsePanel,
  end: EndPanel,
  check: CheckPanel,
  returns: ReturnsPanel,
  handoff: HandOffPanel,
};

/** Whichever panel stands in place of the screen right now. */
export function Panels() {
  const Open = panel.value && PANELS[panel.value];
  return Open ? <Open /> : null;
}

function NumbersPanel() {
  const { numbers } = words.value;
  return (
    <Panel title={numbers.title} back={numbers.back} onBack={closePanel}>
      <p>
        <b>{numbers.danger}</b>
      </p>
      <p>{numbers.lead}</p>
      <Numbers numbers={setup.numbers} language={language.value} words={numbers} />
    </Panel>
  );
}

function HidePanel() {
  const { cover, hide, numbers } = words.value;
  const options = cover.steps.map(
    (_, step) => [`${step}`, fill(hide.step, { n: step + 1 })] as const,
  );
  return (
    <Panel title={hide.title} back={numbers.back} onBack={closePanel}>
      <p>{fill(hide.about, { n: picked.value + 1 })}</p>
      <Choices
        question={hide.pick}
        many={false}
        chosen={[`${picked.value}`]}
        options={options}
        onChange={([step]) => {
          picked.value = Number(step);
        }}
      />
    </Panel>
  );
}

function ElsePanel() {
  const { fail, talk: said } = words.value;
  const [refused, setRefused] = useState<string | null>(null);
  const change = async () => {
    setRefused(null);
    const answer = await talk()?.switchResponder();
    if (!answer || answer.ok) closePanel();
    else setRefused(answer.code);
  };
  return (
    <Panel title={said.else_title} back={said.stay_here} onBack={closePanel}>
      <p>{said.else_about}</p>
      <p>
        <Button main onPress={() => void change()}>
          {said.else_yes}
        </Button>
      </p>
      {refused && <Notice tone="alert">{failed(refused, fail)}</Notice>}
    </Panel>
  );
}

function EndPanel() {
  const { talk: said } = words.value;
  const leave = () => {
    void end();
    closePanel();
  };
  return (
    <Panel title={said.end_title} back={said.stay_here} onBack={closePanel}>
      <p>{said.end_about}</p>
      {chat.value?.returns && <p>{said.end_words}</p>}
      <p>
        <Button main onPress={leave}>
          {said.end_yes}
        </Button>
      </p>
    </Panel>
  );
}

function CheckPanel() {
  const { numbers, talk: said } = words.value;
  const more = (chat.value?.readers.length ?? 0) > 1;
  return (
    <Panel
      title={more ? said.check_more : said.check_title}
      back={numbers.back}
      onBack={closePanel}
    >
      {chat.value?.readers.map(({ id, name, pictures }) => (
        <div key={id}>
          <p>{fill(pictures ? said.check_about : said.check_wait, { name })}</p>
          {pictures && <Pictures show={pictures} language={language.value} />}
        </div>
      ))}
      <p>{said.check_bad}</p>
    </Panel>
  );
}
