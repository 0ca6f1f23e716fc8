import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { DeskSession } from "../../chat/desk.ts";
import { Pages } from "../../chat/testing/pages.ts";
import type { YouthSession } from "../../chat/youth.ts";
import type { ReferralService, Referrals } from "../../wire/types.ts";
import { Desk } from "../desk/desk.tsx";
import { say } from "../words.ts";

const BOTH = (en: string) => ({ en, es: `${en} (es)` });
const HARBOR: ReferralService = {
  id: "s1",
  name: "Harbor line",
  about: "A made-up line.",
  web: "",
  line: "may_report",
  phones: [{ number: "1-800-555-0100", medium: "voice", word: null }],
  languages: ["en"],
  youngest: 12,
  oldest: 21,
  areas: ["OH"],
  open_now: false,
  check_first: true,
  said: {
    introduction: BOTH("It is Harbor."),
    steps: [BOTH("You choose."), BOTH("I stay.")],
    consent: BOTH("OK?"),
    script: [BOTH("Hello.")],
    no_answer: BOTH("We wait."),
  },
  lacking: [],
};
const LAMP: ReferralService = { ...HARBOR, id: "s2", name: "Lamp line", said: null };
const REFERRALS: Referrals = {
  needs: [
    { need: "legal", title: BOTH("Legal help"), services: [LAMP] },
    { need: "runaway", title: BOTH("Ran away"), services: [HARBOR] },
  ],
};
const CHAT = "chat-0123456789abcdef";
const NUMBERS = [
  { id: "h", name: "Harbor", call: "800-555-0100", about: { en: "They say hi." }, reports: false },
];

let root: HTMLElement;
let session: DeskSession;
let youth: YouthSession;
let pages: Pages;

// jsdom brings its own kinds of bytes, which WebCrypto does not take for its own.
const Bytes = new TextEncoder().encode("").constructor;
const Buffer = (await crypto.subtle.digest("SHA-256", new Uint8Array())).constructor;

beforeEach(async () => {
  vi.stubGlobal("Uint8Array", Bytes);
  vi.stubGlobal("ArrayBuffer", Buffer);
  vi.stubGlobal("fetch", async (path: string) =>
    path === "/referrals"
      ? Response.json(REFERRALS)
      : Response.json({ templates: [], numbers: NUMBERS, return_minutes: 25 }),
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  pages = new Pages((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  youth = pages.youth;
  youth.join({}, "Sky");
  await expect.poll(() => youth.state.stage).toBe("waiting");
  const at = pages.server.desk("Dana");
  session = pages.desk(at);
  root = document.body.appendChild(document.createElement("div"));
  render(<Desk session={session} may={[]} />, root);
  await expect.poll(() => session.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => session.state.chats[0]?.pictures).toHaveLength(3);
  await expect.poll(() => root.textContent).toContain("Sky");
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const text = () => root.textContent ?? "";

function one<Kind>(found: Kind | null | undefined): Kind {
  if (!found) throw new Error("not on the page");
  return found;
}

function press(name: string): void {
  const all = [...root.querySelectorAll("button")];
  one(all.find((known) => [known.textContent, known.ariaLabel].includes(name))).click();
}

function fill(label: string, words: string): void {
  const id = one([...root.querySelectorAll("label")].find((one) => one.textContent === label));
  const box = one(root.querySelector<HTMLTextAreaElement>(`[id="${id.htmlFor}"]`));
  box.value = words;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

async function choose(need: string): Promise<void> {
  press(say("beside.help"));
  await expect.poll(() => root.querySelector(".beside select")).not.toBeNull();
  const select = one(root.querySelector<HTMLSelectElement>(".beside select"));
  select.value = need;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.poll(() => select.value).toBe(need);
}

it("sends a card with what will happen, by the words for this kind of need", async () => {
  await choose("runaway");
  press(`${say("referral.card")}: Harbor line`);
  await expect.poll(text).toContain(say("referral.check.first"));
  press(say("referral.card.send"));
  await expect
    .poll(() => youth.state.messages.at(-1)?.card)
    .toMatchObject({ name: "Harbor line", expect: "You choose. I stay.", line: "may_report" });
  await expect.poll(() => root.querySelector("[role=log] .card-text")).not.toBeNull();
  expect(root.querySelector(".beside")).toBeNull();
});

it("sends one with what the youth's page says of the same number, where there are no words", async () => {
  await choose("legal");
  press(`${say("referral.card")}: Lamp line`);
  await expect.poll(text).toContain(say("referral.card.send"));
  press(say("referral.card.send"));
  await expect
    .poll(() => youth.state.messages.at(-1)?.card)
    .toMatchObject({ name: "Lamp line", expect: "They say hi." });
});

it("goes back to the service from a form, and keeps nothing of it", async () => {
  await choose("runaway");
  press(`${say("referral.hand_off")}: Harbor line`);
  await expect.poll(text).toContain(say("referral.words"));
  await expect.poll(() => document.activeElement?.tagName).toBe("H5");
  press(say("referral.back"));
  await expect.poll(text).not.toContain(say("referral.words"));
  expect(text()).toContain("It is Harbor.");
});

it("asks for a yes, shows the words the youth left, and stops when it is taken back", async () => {
  await choose("runaway");
  press(`${say("referral.hand_off")}: Harbor line`);
  await expect.poll(text).toContain(say("referral.words"));
  press(say("referral.ask"));
  await expect.poll(text).toContain(say("referral.words.missing"));
  fill(say("referral.words"), "Sky is 16.");
  press(say("referral.ask"));
  await expect.poll(() => youth.state.handOff?.words).toBe("Sky is 16.");
  youth.answer({ act: "agree", words: "16, no name" });
  await expect.poll(() => root.querySelector("blockquote")?.textContent).toBe("16, no name");
  const boxes = () => root.querySelectorAll<HTMLInputElement>(".hand-off input[type=checkbox]");
  one(boxes()[0]).click();
  await expect.poll(() => youth.state.handOff?.done).toEqual(["calling"]);
  youth.answer({ act: "withdraw" });
  const stopped = say("referral.phase.withdrawn", { name: "Sky", to: "Harbor line" });
  await expect.poll(() => root.querySelector(".hand-off [role=alert]")?.textContent).toBe(stopped);
  expect(boxes()).toHaveLength(0);
  expect(text()).not.toContain("16, no name");
});

it("counts with the wrap-up what is not unticked", async () => {
  session.sendCard(
    CHAT,
    { name: "x", line: "help", ways: [], site: "https://example.org", expect: "" },
    "legal",
  );
  session.propose(CHAT, { to: "x", line: "help", words: "y", minutes: 30 }, "runaway");
  await expect.poll(() => youth.state.handOff?.phase).toBe("proposed");
  youth.answer({ act: "refuse" });
  await expect.poll(() => session.state.chats[0]?.handOff?.phase).toBe("refused");
  const at = one(pages.server.seat).desk;
  const { fence } = one(session.state.chats[0]);
  pages.server.seat = null;
  const view = { ...pages.server.deskView(at), wrap_up: [fence] };
  at.link.tell("ended", { chat: CHAT, fence, why: "left" });
  at.link.tell("changed", { view });
  await expect.poll(text).toContain(say("wrap.referrals"));
  const ticks = root.querySelectorAll<HTMLInputElement>("[name=referrals]");
  expect([...ticks].map(({ checked }) => checked)).toEqual([true, true]);
  one(ticks[0]).click();
  press(say("wrap.save"));
  await expect
    .poll(() => at.link.asked.find(({ name }) => name === "wrap_up")?.frame.referrals)
    .toEqual([{ need: "runaway", outcome: "refused" }]);
});
