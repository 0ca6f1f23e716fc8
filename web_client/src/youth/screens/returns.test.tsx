import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { YouthState } from "../../chat/youth_state.ts";

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
const { speak } = await import("../words.ts");

const root = document.createElement("div");
beforeEach(() => document.body.append(root));
afterEach(async () => {
  render(null, root);
  chat.value = null;
  panel.value = null;
  await speak("en");
});

const shows = (open: "returns" | "end", returns: boolean) =>
  act(() => {
    chat.value = { returns, readers: [] } as unknown as YouthState;
    panel.value = open;
    render(<Panels />, root);
  });

it.each([
  ["en", "You have 25 minutes", "for 25 minutes", "End chat"],
  ["es", "Tienes 25 minutos", "por 25 minutos", "Acabar"],
] as const)("says in %s how long the words last, and what ends them", async (...said) => {
  const [language, before, after, end] = said;
  await speak(language);
  await shows("returns", false);
  expect(root.textContent).toContain(before);
  await shows("returns", true);
  expect(root.textContent).toContain(after);
  expect(root.textContent).toContain(end);
  expect(root.textContent).not.toMatch(/\{\w+\}/);
});

it("says that the words end with the chat, where there are words", async () => {
  await shows("end", false);
  expect(root.textContent).not.toContain("five words");
  await shows("end", true);
  expect(root.textContent).toContain("Your five words will stop working too.");
});
