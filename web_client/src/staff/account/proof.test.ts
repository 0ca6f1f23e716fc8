// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from "vitest";
import { ask } from "../doors.ts";
import { askNoMore, wanted } from "./proof.ts";

const STEP_UP = { status: 403, body: { ok: false, code: "step_up_needed" } };
const DONE = { status: 200, body: { done: true } };

const asked: string[] = [];
let replies: { status: number; body: unknown }[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path} ${init.body ?? ""}`);
    const reply = replies.shift() ?? DONE;
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  });
});

it("does what was asked for once a factor was shown", async () => {
  replies = [STEP_UP, DONE];
  const answer = ask("POST", "/staff", { name: "Noor" });
  await vi.waitFor(() => expect(wanted.value).not.toBeNull());
  wanted.value?.(true);
  expect(await answer).toEqual({ ok: true, value: DONE.body });
  expect(asked).toEqual(['POST /staff {"name":"Noor"}', 'POST /staff {"name":"Noor"}']);
  expect(wanted.value).toBeNull();
});

it("does nothing more when the person lets it be, or the screen is gone", async () => {
  replies = [STEP_UP];
  const answer = ask("POST", "/staff");
  await vi.waitFor(() => expect(wanted.value).not.toBeNull());
  askNoMore();
  expect(await answer).toEqual({ ok: false, refusal: { code: "step_up_needed" } });
  expect(asked).toHaveLength(1);
  askNoMore();
});

it("asks once for all who wait, and does not ask again and again", async () => {
  replies = [STEP_UP, STEP_UP, STEP_UP, DONE];
  const both = Promise.all([ask("POST", "/one"), ask("POST", "/two")]);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  await vi.waitFor(() => expect(wanted.value).not.toBeNull());
  wanted.value?.(true);
  const [one, two] = await both;
  expect([one.ok, two.ok]).toEqual([false, true]);
  expect(wanted.value).toBeNull();
});
