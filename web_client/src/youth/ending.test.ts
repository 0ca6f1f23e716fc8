// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";

const nothing = () => undefined;
window.leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
const leave = vi.fn<() => Promise<boolean>>();
vi.mock("./chat.ts", () => ({ talk: () => ({ leave }) }));
const { end } = await import("./ending.ts");

const posted: unknown[] = [];
vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
  posted.push([path, body]);
  return new Response(null, { status: 204 });
});

afterEach(() => {
  posted.length = 0;
  window.leaving.ticket = "";
});

it("ends for good by the other way where the socket was not heard", async () => {
  window.leaving.ticket = "a-ticket";
  leave.mockResolvedValue(false);
  await end();
  expect(posted).toEqual([["/end", "a-ticket!"]]);
  expect(window.leaving.ticket).toBe("");
});

it("has an exit say the same while nobody has heard it", async () => {
  window.leaving.ticket = "a-ticket";
  let hear: (heard: boolean) => void = nothing;
  leave.mockReturnValue(
    new Promise((heard) => {
      hear = heard;
    }),
  );
  const ended = end();
  expect(window.leaving.ticket).toBe("a-ticket!");
  hear(true);
  await ended;
  expect(posted).toEqual([]);
  expect(window.leaving.ticket).toBe("");
});
