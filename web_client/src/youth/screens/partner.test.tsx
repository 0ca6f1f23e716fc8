import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { YouthReader, YouthState } from "../../chat/youth_state.ts";

const setup = document.body.appendChild(document.createElement("script"));
setup.id = "setup";
setup.type = "application/json";
setup.textContent = JSON.stringify({ return_minutes: 25, numbers: [] });
window.leaving = { gone: false, ticket: "", wipe: () => undefined, close: () => undefined };

const { PartnerNews, Remove } = await import("./partner.tsx");

const NONE = { question: null, awaited: null, turnedAway: false };
const SAM = { name: "Sam", service: "Harbor" };
let root: HTMLElement;

beforeEach(() => {
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const reader = (name: string, role: YouthReader["role"]) => ({ name, role }) as YouthReader;

function shown(parts: object): string {
  const state = { partner: NONE, readers: [], view: null, ...parts } as unknown as YouthState;
  render(<PartnerNews state={state} />, root);
  return root.textContent ?? "";
}

it("asks with every word that the partner would be told, and says that they are not us", () => {
  const question = { ...SAM, introduction: "Robin wants a bed <b>now</b>", from: "Dana" };
  const words = shown({ partner: { ...NONE, question } });
  expect(words).toContain("May Sam of Harbor join this chat?");
  expect(words).toContain("Harbor is not us");
  expect(words).toContain("Robin wants a bed <b>now</b>");
  expect([...root.querySelectorAll("button")].map(({ textContent }) => textContent)).toEqual([
    "Yes, let them in",
    "No, thanks",
  ]);
});

it("says who is awaited, who was not let in, and that the responder would go", () => {
  expect(shown({})).toBe("");
  expect(shown({ partner: { ...NONE, awaited: SAM } })).toContain("Now Sam of Harbor can join.");
  expect(shown({ partner: { ...NONE, turnedAway: true } })).toContain("We did not let them in.");
  const readers = [reader("Dana", "responder"), reader("Sam", "partner")];
  expect(shown({ readers, view: { leaving: true } })).toContain("Dana would like to go now.");
});

it("offers to send away a partner, and nobody else", () => {
  render(<Remove readers={[reader("Dana", "responder")]} />, root);
  expect(root.querySelector("button")).toBeNull();
  render(<Remove readers={[reader("Sam", "partner")]} />, root);
  expect(root.querySelector("button")?.textContent).toBe("Send Sam away");
});
