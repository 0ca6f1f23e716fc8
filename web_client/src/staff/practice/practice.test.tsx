import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { DeskSession } from "../../chat/desk.ts";
import { Pages } from "../../chat/testing/pages.ts";
import type { Desk as DeskPage, PretendServer } from "../../chat/testing/pretend_server.ts";
import type { DeskView, PracticeSet } from "../../wire/types.ts";
import { Desk } from "../desk/desk.tsx";

const HI = { en: "hi", es: "hola" };
const LINES = [{ text: HI, after_s: 2 }];
const BEAT = { lines: LINES, replies: 1, if_quiet: null, does: null };
const SET: PracticeSet = {
  offer_s: 45,
  scenarios: [
    {
      id: "one",
      title: { en: "Going slow", es: "Despacio" },
      about: { en: "About it", es: "Sobre eso" },
      intake: { safety: "not_safe" },
      beats: [BEAT, BEAT, { ...BEAT, replies: 0, does: "leave" }],
      look_back: [{ ask: { en: "Why?", es: "¿Por qué?" }, good: HI, source: "Somebody" }],
    },
  ],
  done: {},
};

let root: HTMLElement;
let server: PretendServer;
let at: DeskPage;
let session: DeskSession;
let fetched: string[];

// jsdom brings its own kinds of bytes, which WebCrypto does not take for its own.
const Bytes = new TextEncoder().encode("").constructor;
const Buffer = (await crypto.subtle.digest("SHA-256", new Uint8Array())).constructor;

beforeEach(async () => {
  fetched = [];
  vi.stubGlobal("Uint8Array", Bytes);
  vi.stubGlobal("ArrayBuffer", Buffer);
  vi.stubGlobal("fetch", async (path: string, { method }: RequestInit) => {
    fetched.push(`${method} ${path}`);
    if (path === "/practice") return Response.json(SET);
    return Response.json({ templates: [], numbers: [], return_minutes: 25 });
  });
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const pages = new Pages((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  server = pages.server;
  pages.youth.join({}, "Sky");
  at = server.desk("Dana");
  session = pages.desk(at);
  root = document.body.appendChild(document.createElement("div"));
  render(<Desk session={session} may={[]} />, root);
  await expect.poll(() => session.state.stage).toBe("here");
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const text = () => root.textContent ?? "";
const asked = () => at.link.asked.map(({ name, frame }) => ({ name, ...frame }));

function button(name: string): HTMLButtonElement | undefined {
  return [...root.querySelectorAll("button")].find((known) => known.textContent === name);
}

async function press(name: string): Promise<void> {
  await expect.poll(() => button(name)).toBeDefined();
  button(name)?.click();
}

function shows(view: Partial<DeskView>): void {
  at.link.tell("changed", { view: { ...(session.state.view as DeskView), ...view } });
}

async function offered(): Promise<void> {
  await press("Practice");
  await press("Start");
  await expect.poll(text).toContain("A chat for you");
}

async function opened(): Promise<void> {
  await offered();
  await press("Accept");
  await expect.poll(text).toContain("Practice youth");
  await expect.poll(() => root.querySelectorAll(".check .picture")).toHaveLength(3);
}

it("puts the desk to rest and leaves no way to be made ready meanwhile", async () => {
  await press("Practice");
  await expect.poll(text).toContain("Going slow");
  expect(asked()).toContainEqual({ name: "set_ready", on: false });
  expect(root.querySelector("[role=switch]")).toBeNull();
  expect(button("Take the next one")).toBeUndefined();
});

it("says why where the desk could not be put to rest, and does not begin", async () => {
  at.link.refuse.set("set_ready", { code: "try_again" });
  await press("Practice");
  await expect.poll(text).toContain("That did not work. Please try again.");
  expect(text()).not.toContain("Going slow");
});

it("is the desk's own offer and chat, marked in words, and asks the server for nothing", async () => {
  await offered();
  expect(document.title).toBe("Practice");
  expect(root.querySelector("#offer-title")?.textContent).toBe("PracticeA chat for you");
  expect(root.querySelector(".offer .intake")?.textContent).toContain("Not safe right now");
  const alerts = [...root.querySelectorAll("[role=alert]")].map((alert) => alert.textContent);
  expect(alerts.join()).toContain("Practice: A chat is offered to you. They say they are not safe");
  const before = asked().length;
  await press("Accept");
  await expect.poll(text).toContain("Practice youth");
  const panel = root.querySelector(".panel");
  expect(panel?.getAttribute("aria-label")).toBe("Practice: Chat with Practice youth");
  expect(panel?.querySelector(".practice-mark")?.textContent).toBe("Practice");
  expect(text()).toContain("Nobody is behind it");
  expect(asked()).toHaveLength(before);
  expect(new Set(fetched)).toEqual(new Set(["GET /desk", "GET /practice"]));
});

it("counts nothing at the wrap-up, and does not mark as done what was ended early", async () => {
  await opened();
  await press("End chat");
  await press("Yes, end it");
  await expect.poll(text).toContain("In practice nothing of it is sent or counted.");
  expect(text()).not.toContain("Each answer adds one to a total");
  expect(text()).toContain("PracticeChat ended");
  await press("Count it");
  await expect.poll(text).toContain("Why?");
  expect(text()).toContain("it is not marked as done");
  expect(text()).toContain("From: Somebody");
  expect(asked().filter(({ name }) => name === "wrap_up")).toEqual([]);
  expect(fetched.filter((what) => what.startsWith("POST"))).toEqual([]);
});

it("stops at once, with a kind word, when a real chat is taken", async () => {
  await opened();
  const offer = { chat: server.chat, fence: 9, waited_s: 5, left_s: 20, by_name: true, intake: {} };
  shows({ offer });
  await expect.poll(text).toContain("This offer is real. If you accept it, practice stops.");
  expect(text()).toContain("Practice youth");
  server.open(at);
  await expect.poll(text).toContain("Practice has stopped, because you took a chat.");
  expect(text()).not.toContain("Practice youth");
  await expect.poll(() => document.title).not.toBe("Practice");
  await expect.poll(() => root.querySelectorAll(".panel")).toHaveLength(1);
  expect(root.querySelector(".practice-mark")).toBeNull();
  await press("Close");
  await expect.poll(text).not.toContain("Practice has stopped");
});

it("does not begin while there is something real to answer", async () => {
  await press("Practice");
  await expect.poll(text).toContain("Going slow");
  const offer = { chat: server.chat, fence: 9, waited_s: 5, left_s: 20, by_name: true, intake: {} };
  shows({ offer });
  await press("Start");
  await expect.poll(text).toContain("Practice can wait until it is answered.");
  server.open(at);
  await expect.poll(() => root.querySelectorAll(".panel")).toHaveLength(1);
  expect(button("Practice")).toBeUndefined();
});

it("is let go by declining, and the list is there again", async () => {
  await offered();
  await press("Decline");
  await expect.poll(text).toContain("You let this one go");
  await press("Back to the list");
  await expect.poll(text).toContain("Going slow");
  await press("Stop practising");
  await expect.poll(text).toContain("No chat right now.");
});

it("goes with the desk", async () => {
  await opened();
  render(null, root);
  await expect.poll(() => document.title).not.toBe("Practice");
  at.link.tell("signed_out", {});
  expect(session.state.stage).toBe("signed_out");
});
