import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskChatState } from "../../chat/desk_state.ts";
import { Pages } from "../../chat/testing/pages.ts";
import type { Desk as DeskPage } from "../../chat/testing/pretend_server.ts";
import type { YouthSession } from "../../chat/youth.ts";
import type { DeskView } from "../../wire/types.ts";
import { Desk } from "./desk.tsx";
import { PictureCheck } from "./picture_check.tsx";

const JOIN = "https://chat.example/join";
const TEMPLATE = { id: "a", title: "Slow", text: { en: "No rush.", es: "Sin prisa." } };
const CHAT = "chat-0123456789abcdef";

let root: HTMLElement;
let at: DeskPage;
let session: DeskSession;
let youth: YouthSession;

// jsdom brings its own kinds of bytes, which WebCrypto does not take for its own.
const Bytes = new TextEncoder().encode("").constructor;
const Buffer = (await crypto.subtle.digest("SHA-256", new Uint8Array())).constructor;

beforeEach(async () => {
  vi.stubGlobal("Uint8Array", Bytes);
  vi.stubGlobal("ArrayBuffer", Buffer);
  vi.stubGlobal("fetch", async () =>
    Response.json({ templates: [TEMPLATE], numbers: [], return_minutes: 25, join: JOIN }),
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const pages = new Pages((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  youth = pages.youth;
  youth.join({}, "Sky");
  await expect.poll(() => youth.state.stage).toBe("waiting");
  at = pages.server.desk("Dana");
  session = pages.desk(at);
  root = document.body.appendChild(document.createElement("div"));
  render(<Desk session={session} may={[]} />, root);
  await expect.poll(() => session.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => session.state.chats[0]?.canRead).toBe(true);
  await expect.poll(() => root.querySelector("textarea")).not.toBeNull();
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const text = () => root.textContent ?? "";
const asked = (name: string) => at.link.asked.filter((ask) => ask.name === name);

function one<Kind>(found: Kind | null | undefined): Kind {
  if (!found) throw new Error("not on the page");
  return found;
}

const box = () => one(root.querySelector("textarea"));
const button = (name: string) =>
  one([...root.querySelectorAll("button")].find((known) => known.textContent === name));

function write(words: string): void {
  box().value = words;
  box().dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function shows(view: Partial<DeskView>): void {
  at.link.tell("changed", { view: { ...one(session.state.view), ...view } });
}

it("shows what a youth writes as text alone, the host of a link in bold", async () => {
  const words = 'go to https://bank.example@evil.example/x <img src=x onerror="x()">';
  youth.say(words);
  await expect.poll(text).toContain(words);
  expect(one(root.querySelector("[role=log] b")).textContent).toBe("evil.example");
  expect(root.querySelectorAll("a, img, [href], [style]")).toHaveLength(0);
  expect(text()).toContain("Sky");
});

it("blurs graphic words only for whoever chose it, and shows one that is tapped", async () => {
  youth.say("he has a gun");
  await expect.poll(text).toContain("he has a gun");
  const blur = one(root.querySelector<HTMLInputElement>("#blur"));
  blur.click();
  await expect.poll(text).not.toContain("gun");
  one(root.querySelector<HTMLButtonElement>(".blurred")).click();
  await expect.poll(text).toContain("he has a gun");
  blur.click();
});

it("leaves the focus and the draft alone when a message comes", async () => {
  box().focus();
  write("I am still wri");
  youth.say("wait");
  await expect.poll(text).toContain("wait");
  expect(document.activeElement).toBe(box());
  expect(box().value).toBe("I am still wri");
});

it("puts a ready sentence into the box and sends it only when told to", async () => {
  button("Ready words").click();
  await expect.poll(text).toContain("No rush.");
  one(root.querySelector<HTMLButtonElement>(".pick")).click();
  await expect.poll(() => box().value).toBe("No rush.");
  expect(youth.state.messages).toEqual([]);
  box().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await expect
    .poll(() => youth.state.messages.map((message) => message.text))
    .toEqual(["No rush."]);
  await expect.poll(() => box().value).toBe("");
  expect(JSON.stringify(asked("say"))).not.toContain("No rush");
});

it("puts the introduction of other help into the box and sends it only when told to", async () => {
  const said = {
    introduction: TEMPLATE.text,
    steps: [],
    consent: TEMPLATE.text,
    script: [],
    no_answer: TEMPLATE.text,
  };
  const service = { id: "s", name: "Harbor", about: "", line: "help", phones: [], web: "" };
  const known = { languages: [], youngest: null, oldest: null, areas: [], open_now: null };
  const services = [{ ...service, ...known, check_first: false, said, lacking: [] }];
  const needs = [{ need: "legal", title: TEMPLATE.text, services }];
  vi.stubGlobal("fetch", async () => Response.json({ needs }));
  button("Other help").click();
  await expect.poll(text).toContain("Harbor");
  write("Look:");
  button("Put the introduction into the box").click();
  await expect.poll(() => box().value).toBe("Look: No rush.");
  expect(document.activeElement).toBe(box());
  expect(youth.state.messages).toEqual([]);
});

it("forgets every word when the youth leaves, and asks only for counts", async () => {
  youth.say("my secret");
  await expect.poll(text).toContain("my secret");
  write("half an answer");
  const { fence } = one(session.state.chats[0]);
  at.link.tell("ended", { chat: CHAT, why: "left", fence });
  shows({ chats: [], wrap_up: [fence] });
  await expect.poll(text).toContain("They left. Please don't try to reach them.");
  await expect.poll(text).toContain("You can skip this.");
  expect(root.innerHTML).not.toMatch(/my secret|half an answer|Sky/);
  expect(root.querySelectorAll("textarea, input[type=text]")).toHaveLength(0);
  one(root.querySelector<HTMLInputElement>("[value=talked]")).checked = true;
  button("Count it").click();
  await expect
    .poll(() => asked("wrap_up").map(({ frame }) => frame))
    .toEqual([{ fence, outcome: "talked", topics: [], heavy: false, referrals: [] }]);
});

it("says for how long somebody who had to go may come back", async () => {
  const { fence } = one(session.state.chats[0]);
  at.link.tell("ended", { chat: CHAT, why: "parked", fence });
  shows({ chats: [] });
  await expect.poll(text).toContain("They may come back within 25 minutes");
});

it("tells a check that did not match from one that is on its way", async () => {
  const check = () => one(root.querySelector(".check"));
  const chat = (parts: Partial<DeskChatState>) => {
    render(<PictureCheck state={{ ...one(session.state.chats[0]), ...parts }} />, root);
  };
  chat({ pictures: null, checkFailed: false });
  expect(check().textContent).toBe("Check: waiting for their page");
  expect(check().getAttribute("role")).toBeNull();
  chat({ pictures: null, checkFailed: true });
  expect(check().textContent).toContain("did not match");
  expect(check().getAttribute("role")).toBe("alert");
});

it("asks once before it ends a chat, and says why it could not", async () => {
  at.link.refuse.set("end", { code: "try_again" });
  button("End chat").click();
  await expect.poll(text).toContain("End this chat?");
  expect(asked("end")).toHaveLength(0);
  button("Yes, end it").click();
  await expect.poll(text).toContain("That did not work. Please try again.");
  button("Yes, end it").click();
  await expect.poll(text).toContain("The chat has ended.");
});

it("says aloud that a chat is offered, and that they are not safe, before it asks for an answer", async () => {
  const offer = { chat: CHAT, fence: 9, waited_s: 5, left_s: 20, by_name: true };
  shows({ offer: { ...offer, intake: { safety: "not_safe", topics: ["threats"] } } });
  await expect.poll(text).toContain("A colleague asked for you by name.");
  const alerts = [...root.querySelectorAll("[role=alert]")].map((alert) => alert.textContent);
  expect(alerts.join()).toContain("not safe right now");
  expect(text().indexOf("Not safe right now")).toBeLessThan(text().indexOf("Accept"));
  button("Decline").click();
  await expect
    .poll(() => asked("decline").map(({ frame }) => frame))
    .toEqual([{ chat: CHAT, fence: 9 }]);
});

it("says when the connection is lost, and when it is back", async () => {
  const status = () => one(root.querySelector(".connection")).textContent;
  at.link.become("lost");
  await expect.poll(status).toContain("The connection is lost.");
  at.link.become("here");
  await expect.poll(status).toBe("The connection is back.");
});

function fill(name: string, words: string): void {
  one(root.querySelector<HTMLInputElement>(`[name=${name}]`)).value = words;
}

it("asks the youth before there is a link for a partner, and shows it after their yes", async () => {
  button("Bring in another service").click();
  await expect.poll(() => root.querySelector("[name=service]")).not.toBeNull();
  fill("service", "Harbor");
  button("Ask the youth").click();
  await expect.poll(text).toContain("fill in the service and the first name");
  expect(youth.state.partner.question).toBeNull();
  fill("guest", " Sam ");
  button("Ask the youth").click();
  await expect.poll(() => youth.state.partner.question?.name).toBe("Sam");
  expect(root.querySelector("#partner-link")).toBeNull();
  await youth.answerPartner(true);
  await expect.poll(() => root.querySelector("#partner-link")).not.toBeNull();
  const link = one(root.querySelector<HTMLInputElement>("#partner-link")).value;
  expect(link.startsWith(`${JOIN}#${CHAT}.`)).toBe(true);
  expect(JSON.stringify(at.link.asked)).not.toContain(link.split(".").at(-1));
});
