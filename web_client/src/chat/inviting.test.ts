import { expect, it, vi } from "vitest";
import type { Bytes } from "./bytes.ts";
import { LINK_BYTES } from "./invite.ts";
import { Inviting } from "./inviting.ts";

const made = (fill: number): Bytes => new Uint8Array(LINK_BYTES).fill(fill);

function youth(ok = true) {
  const verdict = ok ? ({ ok: true } as const) : ({ ok: false, code: "not_now" } as const);
  const asks = {
    invite: vi.fn(async () => verdict),
    dismiss: vi.fn(async () => verdict),
    answer: vi.fn(),
    changed: vi.fn(),
  };
  const inviting = new Inviting("chat-0123456789abcdef", () => () => {}, asks);
  return { inviting, asks };
}

it("asks whether a lead may come in, and tells the lead alone", async () => {
  const { inviting, asks } = youth();
  const told: (number | undefined)[] = [];
  inviting.askLead("Sam", "page", made(1), (secret) => told.push(secret?.[0]));
  expect(inviting.state.question).toMatchObject({ name: "Sam", service: "" });
  expect(inviting.meet([], false)).toEqual([]);
  expect(inviting.state.question).not.toBeNull();
  await inviting.answer(true);
  expect(told).toEqual([1]);
  expect(asks.invite).toHaveBeenCalledOnce();
  expect(asks.answer).not.toHaveBeenCalled();
  expect(inviting.state).toMatchObject({ question: null, awaited: { name: "Sam", service: "" } });
});

it("gives a lead who asks again the same answer, by the newest way to them", async () => {
  const { inviting, asks } = youth();
  const told: string[] = [];
  const tell = (way: string) => (secret: Bytes | null) => told.push(`${way} ${secret?.[0]}`);
  inviting.askLead("Sam", "page", made(1), tell("first"));
  inviting.askLead("Sam", "page", made(2), tell("second"));
  await inviting.answer(true);
  inviting.askLead("Sam", "page", made(3), tell("third"));
  expect(told).toEqual(["second 1", "third 1"]);
  expect(inviting.state.question).toBeNull();
  expect(asks.invite).toHaveBeenCalledOnce();
});

it("lets nobody in by a no, nor asks the same page again", async () => {
  const { inviting, asks } = youth();
  const told: (Bytes | null)[] = [];
  inviting.askLead("Sam", "page", made(1), (secret) => told.push(secret));
  await inviting.answer(false);
  inviting.askLead("Sam", "page", made(2), (secret) => told.push(secret));
  expect(told).toEqual([null, null]);
  expect(inviting.state).toMatchObject({ question: null, awaited: null });
  expect(asks.invite).not.toHaveBeenCalled();
});

it("keeps the question when the server can't take the yes", async () => {
  const { inviting } = youth(false);
  const told: (Bytes | null)[] = [];
  inviting.askLead("Sam", "page", made(1), (secret) => told.push(secret));
  expect((await inviting.answer(true)).ok).toBe(false);
  expect(told).toEqual([]);
  expect(inviting.state.question?.name).toBe("Sam");
});

it("leaves nothing of a link behind", async () => {
  const { inviting } = youth();
  const secret = made(7);
  inviting.askLead("Sam", "page", secret, () => {});
  await inviting.answer(true);
  inviting.wipe();
  expect([...secret]).toEqual([...made(0)]);
});
