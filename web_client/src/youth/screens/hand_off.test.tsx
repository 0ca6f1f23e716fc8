import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { YouthState, YouthsHandOff } from "../../chat/youth_state.ts";
import en from "../../text/en.json";

const nothing = () => undefined;
window.leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
const setup = document.createElement("script");
setup.id = "setup";
setup.type = "application/json";
setup.textContent = JSON.stringify({ return_minutes: 25, numbers: [] });
document.body.append(setup);
const { chat } = await import("../chat.ts");
const { panel } = await import("../place.ts");
const { Panels } = await import("./panels.tsx");
const { HandOffNote } = await import("./hand_off.tsx");

const HAND_OFF: YouthsHandOff = {
  id: "one",
  to: "Harbor line",
  line: "report",
  words: "Sky is 16. Call me at 404-555-0134.",
  minutes: 30,
  by: "r1 0",
  from: "Dana",
  until: 0,
  phase: "proposed",
  done: [],
};
const said = en.handoff;
const root = document.createElement("div");
beforeEach(() => document.body.append(root));
afterEach(() => {
  render(null, root);
  chat.value = null;
  panel.value = null;
});

/** As the page has it: the note in the chat, and the card in place of the screen. */
const shows = (handOff: YouthsHandOff | null, open: boolean) =>
  act(() => {
    chat.value = { handOff, readers: [] } as unknown as YouthState;
    panel.value = open ? "handoff" : null;
    render(
      <>
        <HandOffNote handOff={handOff} />
        <Panels />
      </>,
      root,
    );
  });

const text = () => root.textContent ?? "";

function box(): HTMLTextAreaElement {
  const found = root.querySelector("textarea");
  if (!found) throw new Error("no text box");
  return found;
}

const write = (words: string) =>
  act(() => {
    box().value = words;
    box().dispatchEvent(new InputEvent("input", { bubbles: true }));
  });

const press = (name: string) =>
  act(() => {
    [...root.querySelectorAll("button")].find((one) => one.textContent === name)?.click();
  });

it("names who would be told, that they report, and the very words", async () => {
  await shows(HAND_OFF, true);
  expect(text()).toContain(said.title.replace("{name}", "Dana").replace("{to}", "Harbor line"));
  expect(text()).toContain(en.card.line.report);
  expect(box().value).toBe(HAND_OFF.words);
  expect(text()).toContain(en.talk.tell_what.phone);
});

it("keeps what was changed for as long as the question is there, and no longer", async () => {
  await shows(HAND_OFF, true);
  await write("16, and no name");
  expect(text()).not.toContain(en.talk.tell_what.phone);
  await shows(HAND_OFF, false);
  await shows(HAND_OFF, true);
  expect(box().value).toBe("16, and no name");
  await shows(null, false);
  await shows(HAND_OFF, true);
  expect(box().value).toBe(HAND_OFF.words);
});

it("asks for words before a yes", async () => {
  await shows(HAND_OFF, true);
  await write("  ");
  await press(said.yes);
  expect(text()).toContain(said.empty);
  expect(panel.value).toBe("handoff");
});

it("closes when the question is over", async () => {
  await shows(HAND_OFF, true);
  await shows({ ...HAND_OFF, phase: "lapsed" }, true);
  expect(panel.value).toBeNull();
  expect(root.querySelector("textarea")).toBeNull();
});

it("has the way to take a yes back in the chat itself, and on the card", async () => {
  await shows({ ...HAND_OFF, phase: "agreed", done: ["calling"] }, false);
  expect([...root.querySelectorAll("button")].map((one) => one.textContent)).toContain(said.stop);
  expect(root.querySelectorAll(".steps li")).toHaveLength(1);
  await shows({ ...HAND_OFF, phase: "agreed" }, true);
  expect(root.querySelector("blockquote")?.textContent).toBe(HAND_OFF.words);
  expect(root.querySelector("textarea")).toBeNull();
});

it("says what can't be untold when a yes is taken back late", async () => {
  await shows({ ...HAND_OFF, phase: "withdrawn" }, false);
  expect(text()).not.toContain(said.untold);
  await shows({ ...HAND_OFF, phase: "withdrawn", done: ["told"] }, false);
  expect(text()).toContain(said.untold);
});

it("puts away what has ended, and shows the next", async () => {
  await shows({ ...HAND_OFF, id: "read", phase: "refused" }, false);
  await press(said.ok);
  expect(text()).toBe("");
  await shows({ ...HAND_OFF, id: "next" }, false);
  expect(text()).toContain(said.read);
});
