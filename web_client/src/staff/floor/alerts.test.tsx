import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FloorSession } from "../../chat/floor.ts";
import type { FloorLink } from "../../chat/link.ts";
import type { FloorAlert, FloorView } from "../../wire/types.ts";
import { language } from "../words.ts";
import { AlertRules } from "./alert_rules.tsx";
import { Alerts } from "./alerts.tsx";

const LINE: FloorAlert = {
  kind: "line",
  n: 12,
  seconds: 300,
  raised_s: 60,
  speaks: true,
  seen_by: null,
};
const VIEW = { line: { waiting: 0 }, responders: [] } as unknown as FloorView;

let root: HTMLElement;
let asked: unknown[];
let ok: boolean;
let session: FloorSession;

beforeEach(() => {
  asked = [];
  ok = true;
  const link = {
    connection: "here",
    ask: async (name: string, frame: object) => {
      asked.push([name, frame]);
      if (!ok) return { ok: false, code: "not_allowed" };
      return { ok: true, view: VIEW, rules: [{ kind: "line", limit: 10 }] };
    },
    on: () => () => {},
    onConnection: () => () => {},
    close() {},
  } as unknown as FloorLink;
  const random = (bytes: number) => new Uint8Array(bytes);
  session = new FloorSession({ link, random, now: () => 0, later: () => () => {} });
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  render(null, root);
  root.remove();
  language.value = "en";
  vi.unstubAllGlobals();
});

function show(...alerts: FloorAlert[]): void {
  render(<Alerts session={session} alerts={alerts} viewAt={0} trouble={false} />, root);
}

it("shows nothing while nothing stands", () => {
  show();
  expect(root.textContent).toBe("");
});

it("says what it is in a live part that no number changes, and the numbers beside it", () => {
  show(LINE);
  expect(root.querySelector("[role=alert]")?.textContent).toBe("The line is long.");
  expect(root.textContent).toContain("Waiting: 12. The longest wait: 5 min.");
  expect(root.textContent).toContain("For 1 min");
  show({ ...LINE, n: 13 });
  expect(root.querySelector("[role=alert]")?.textContent).toBe("The line is long.");
});

it.each([
  ["not_safe", "Not safe now: 12."],
  ["nobody_ready", "nobody is ready."],
  ["wait", "Waiting: 12."],
  ["silent", "Chats: 12."],
  ["shift", "The first begins in 5 min."],
  ["node", "Running now: 12."],
] as const)("has words for %s", (kind, words) => {
  show({ ...LINE, kind });
  expect(root.textContent).toContain(words);
});

it("says that quiet hours keep it silent", () => {
  show({ ...LINE, speaks: false });
  expect(root.textContent).toContain("Quiet hours");
});

it("names who is on it, and lets nobody press again", () => {
  show({ ...LINE, seen_by: "Dana" });
  expect(root.textContent).toContain("Dana is on it");
  expect(root.querySelector("button")).toBeNull();
});

it("tells the server who is on it, and keeps focus when the button goes", async () => {
  show(LINE);
  root.querySelector("button")?.click();
  await expect.poll(() => asked.at(-1)).toEqual(["acknowledge", { kind: "line" }]);
  await expect.poll(() => document.activeElement?.className).toBe("alert-name");
});

it("says why where the server refuses", async () => {
  show(LINE);
  ok = false;
  root.querySelector("button")?.click();
  await expect.poll(() => root.querySelector(".refused")).not.toBeNull();
});

it("tells what raises an alert here, with its numbers", async () => {
  await expect.poll(() => session.state.rules).toHaveLength(1);
  const rules = [
    ...session.state.rules,
    { kind: "wait", limit: 600 },
    { kind: "silent", limit: 90 },
  ] as const;
  render(<AlertRules alerts={[LINE]} rules={rules} />, root);
  expect(root.textContent).toContain("More than 10 wait.");
  expect(root.textContent).toContain("Someone waits for more than 10 min.");
  expect(root.textContent).toContain("for an answer for more than 90 s.");
  expect(root.textContent).toContain("Alerts that stand: 1.");
});
