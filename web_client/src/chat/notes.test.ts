import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./bytes.ts";
import { makeReaderKeys, type ReaderKeys } from "./hpke.ts";
import { NOTE_POINTS, Notes, openNote, sealNote } from "./notes.ts";
import { Clock } from "./testing/clock.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

interface Side {
  notes: Notes;
  keys: ReaderKeys;
}

/** Two pages and a way between them, of which a test decides what gets through. */
async function pair(clock: Clock, passes: () => boolean): Promise<{ sam: Side; ana: Side }> {
  const [one, other] = [await makeReaderKeys(), await makeReaderKeys()];
  function side(keys: ReaderKeys, name: string, peer: () => Side): Side {
    const notes = new Notes(
      { random, later: clock.later },
      {
        send: async (_, id, sealed) => {
          const { notes: theirs, keys: opens } = peer();
          if (passes()) void theirs.take(name, id, sealed, opens);
          if (passes()) void theirs.take(name, id, sealed, opens);
        },
        saw: (_, id) => passes() && peer().notes.shown(name, id),
      },
    );
    return { notes, keys };
  }
  const sam: Side = side(one, "sam", () => ana);
  const ana: Side = side(other, "ana", () => sam);
  sam.notes.meet("ana", toBase64(other.publicKey));
  ana.notes.meet("sam", toBase64(one.publicKey));
  return { sam, ana };
}

const texts = (side: Side, of: string) =>
  (side.notes.state.threads.get(of) ?? []).map(({ text }) => text);

describe("notes between two staff pages", () => {
  it("come once and in order over a way that loses and doubles them", async () => {
    const clock = new Clock();
    let n = 0;
    const { sam, ana } = await pair(clock, () => {
      n += 1;
      return n % 3 !== 0;
    });
    const written = Array.from({ length: 5 }, (_, at) => `note ${at}`);
    for (const text of written) expect(sam.notes.write("ana", text)).toBe("said");
    await expect
      .poll(
        async () => {
          clock.advance(5_000);
          return sam.notes.state.threads.get("ana")?.every(({ seen }) => seen);
        },
        { timeout: 30_000, interval: 5 },
      )
      .toBe(true);
    expect(texts(ana, "sam")).toEqual(written);
    expect(texts(sam, "ana")).toEqual(written);
  }, 30_000);

  it("wait for the key of the page they are for, and are sealed anew to another one", async () => {
    const clock = new Clock();
    const sent: string[] = [];
    const notes = new Notes(
      { random, later: clock.later },
      { send: async (_, __, sealed) => sent.push(sealed), saw: () => {} },
    );
    expect(notes.write("ana", "are you ok?")).toBe("said");
    expect(sent).toEqual([]);
    const keys = [await makeReaderKeys(), await makeReaderKeys()];
    for (const [at, { publicKey }] of keys.entries()) {
      notes.meet("ana", toBase64(publicKey));
      await expect.poll(() => sent.length).toBe(at + 1);
    }
    const id = notes.state.threads.get("ana")?.[0]?.id ?? "";
    const [first, second] = keys as [ReaderKeys, ReaderKeys];
    expect(await openNote(second, id, sent[1] ?? "")).toBe("are you ok?");
    expect(await openNote(first, id, sent[1] ?? "")).toBeNull();
  });

  it("are refused when they are empty or too long, and nothing of them is sent", async () => {
    const { sam } = await pair(new Clock(), () => true);
    expect(sam.notes.write("ana", "  \n ")).toBe("empty");
    expect(sam.notes.write("ana", "x".repeat(NOTE_POINTS + 1))).toBe("too_long");
    expect(sam.notes.write("ana", "💛".repeat(NOTE_POINTS))).toBe("said");
    expect(texts(sam, "ana")).toHaveLength(1);
  });

  it("that can't be opened are not said to have been seen", async () => {
    const keys = await makeReaderKeys();
    const saw: string[] = [];
    const notes = new Notes(
      { random, later: () => () => {} },
      { send: async () => {}, saw: (_, id) => saw.push(id) },
    );
    const sealed = (await sealNote(toBase64(keys.publicKey), "one", "hi")) ?? "";
    const bent = fromBase64(sealed) ?? new Uint8Array();
    bent[bent.length - 1] = (bent[bent.length - 1] ?? 0) ^ 1;
    await notes.take("sam", "one", toBase64(bent), keys);
    await notes.take("sam", "two", sealed, keys);
    await notes.take("sam", "one", sealed, null);
    expect(saw).toEqual([]);
    await notes.take("sam", "one", sealed, keys);
    expect(saw).toEqual(["one"]);
  });

  it("are forgotten when the page ends, also those that are just being opened", async () => {
    const keys = await makeReaderKeys();
    const notes = new Notes(
      { random, later: () => () => {} },
      { send: async () => {}, saw: () => {} },
    );
    const sealed = (await sealNote(toBase64(keys.publicKey), "one", "hi")) ?? "";
    const opening = notes.take("sam", "one", sealed, keys);
    notes.wipe();
    await opening;
    expect(notes.state.threads.size).toBe(0);
  });

  it("to a key that is none are not sent", async () => {
    expect(await sealNote("no key", "one", "hi")).toBeNull();
  });
});
