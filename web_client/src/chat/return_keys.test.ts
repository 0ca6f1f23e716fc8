import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "./bytes.ts";
import { type Kept, readKept, writeKept } from "./kept.ts";
import { KEPT_BYTES, openKept, plainWords, returnKeys, sealKept } from "./return_keys.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";
const keys = await returnKeys(["tiger", "lamp", "river", "cloud", "bread"]);
const others = await returnKeys(["lamp", "tiger", "river", "cloud", "bread"]);

describe("the words", () => {
  test("are the same however they are typed, but for their order", async () => {
    expect(plainWords("  ÁBACO, Niño\n rápido-LÁPIZ  café. ")).toEqual([
      "abaco",
      "nino",
      "rapido",
      "lapiz",
      "cafe",
    ]);
    const again = await returnKeys([" Tiger LAMP", "river", "clóud", "bread "]);
    expect(again.token).toBe(keys.token);
    expect(others.token).not.toBe(keys.token);
    expect(keys.token).toMatch(/^[\w-]{43}$/);
    expect(keys.key.extractable).toBe(false);
  });

  test("open what they sealed, and nothing that was touched or sealed by others", async () => {
    const blob = await sealKept(keys, '{"a":"ü"}', random(12));
    expect((await openKept(keys, blob))?.trim()).toBe('{"a":"ü"}');
    expect(await openKept(others, blob)).toBeNull();
    expect(await openKept({ ...keys, token: others.token }, blob)).toBeNull();
    const bytes = fromBase64(blob);
    for (const at of [0, 11, 12, 500, (bytes?.length ?? 1) - 1]) {
      const touched = fromBase64(blob) ?? new Uint8Array();
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(await openKept(keys, toBase64(touched))).toBeNull();
    }
    expect(await openKept(keys, "")).toBeNull();
  });

  test("give a blob whose size tells little, and that always fits its frame", async () => {
    const sizes = new Set<number>();
    for (const text of ["a", "b".repeat(1_024)]) {
      sizes.add((await sealKept(keys, text, random(12))).length);
    }
    expect(sizes.size).toBe(1);
    expect((await sealKept(keys, "c".repeat(KEPT_BYTES), random(12))).length).toBeLessThan(24_001);
  });
});

test("what does not fit is left out, and does not count as shown", () => {
  const envelope = (n: number) => ({ cid: `cid ${n}`, n, epoch: 3, body: "x".repeat(5_000) });
  const epochs = Array.from({ length: 150 }, (_, epoch) => epoch);
  const kept: Kept = {
    ticket: "t",
    chat: CHAT,
    secrets: epochs.map((epoch) => [epoch + 3, random(32)]),
    seats: [{ id: "r1", name: "Dana", epochs }],
    counts: [[152, 9]],
    mail: { sealed: [1, 2, 3, 4, 5].map(envelope), open: [{ kind: "text", text: "new" }] },
  };
  const many = readKept(writeKept(kept));
  expect(many.secrets).toHaveLength(100);
  expect(many.secrets[0]).toEqual(kept.secrets.at(-1));
  expect(many.seats[0]?.epochs.every((epoch) => epoch > 52)).toBe(true);
  const few = readKept(writeKept({ ...kept, secrets: kept.secrets.slice(0, 2), counts: [[3, 9]] }));
  expect(few.mail.sealed.map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(few.mail.open).toEqual([]);
  expect(few.counts).toEqual([[3, 3]]);
});
