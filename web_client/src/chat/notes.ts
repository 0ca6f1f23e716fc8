// Notes between two staff pages, sealed to the other page's key and kept in these two pages alone.
//
// One note is on its way to a person at a time, and it is sent again until their page has shown it:
// so none is lost, none overtakes another, and one that comes twice is known by its id.
import { type Bytes, fromUtf8, toBase64, utf8 } from "./bytes.ts";
import { type Binding, openSealed, type ReaderKeys, sealTo } from "./hpke.ts";
import type { World } from "./link.ts";
import { pad, unpad } from "./sealing.ts";
import { Watched } from "./watched.ts";

export interface Note {
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  /** Whether the page it was for has shown it. */
  readonly seen: boolean;
}

/** By the id of whoever is at the other page. */
export interface NotesState {
  readonly threads: ReadonlyMap<string, readonly Note[]>;
}

export type NoteResult = "said" | "empty" | "too_long";

/** What there is between the pages. */
export interface Ways {
  /** Takes the sealed note to the other page; a failure is made good by the next try. */
  send: (to: string, id: string, sealed: string) => Promise<unknown>;
  /** Tells the other page that this one shows its note. */
  saw: (from: string, id: string) => void;
}

type Surroundings = Pick<World<unknown>, "random" | "later">;

export const NOTE_POINTS = 500;
const RETRY_MS = 5_000;
const ID_BYTES = 16;
const LABEL = "helpline note v1";

export class Notes extends Watched<NotesState> {
  readonly #world: Surroundings;
  readonly #ways: Ways;
  readonly #keys = new Map<string, string>();
  readonly #retries = new Map<string, () => void>();
  #over = false;

  constructor(world: Surroundings, ways: Ways) {
    super({ threads: new Map() });
    this.#world = world;
    this.#ways = ways;
  }

  /** Writes to somebody; it goes out once their page's key is known, and none is before it. */
  write(to: string, text: string): NoteResult {
    const said = text.trim();
    if (said === "") return "empty";
    if ([...said].length > NOTE_POINTS) return "too_long";
    const id = toBase64(this.#world.random(ID_BYTES));
    this.#set(to, [...this.#of(to), { id, mine: true, text: said, seen: false }]);
    void this.#send(to);
    return "said";
  }

  /** Learns the key of somebody's page; what waits for it goes out. */
  meet(who: string, key: string): void {
    if (this.#keys.get(who) === key) return;
    this.#keys.set(who, key);
    void this.#send(who);
  }

  /** Takes in a note from somebody; one that can't be opened is not said to have been seen. */
  async take(from: string, id: string, sealed: string, keys: ReaderKeys | null): Promise<void> {
    if (!this.#has(from, id)) {
      const text = keys && (await openNote(keys, id, sealed));
      if (text === null || this.#over) return;
      if (!this.#has(from, id)) {
        this.#set(from, [...this.#of(from), { id, mine: false, text, seen: true }]);
      }
    }
    this.#ways.saw(from, id);
  }

  /** The other page has shown a note: the next one goes out. */
  shown(by: string, id: string): void {
    this.#set(
      by,
      this.#of(by).map((note) => (note.id === id && note.mine ? { ...note, seen: true } : note)),
    );
    void this.#send(by);
  }

  /** Forgets every word, and takes in no more. */
  wipe(): void {
    this.#over = true;
    for (const stop of this.#retries.values()) stop();
    this.#retries.clear();
    this.#keys.clear();
    this.change({ threads: new Map() });
  }

  #has(who: string, id: string): boolean {
    return this.#of(who).some((note) => note.id === id);
  }

  #of(who: string): readonly Note[] {
    return this.state.threads.get(who) ?? [];
  }

  #set(who: string, notes: readonly Note[]): void {
    this.change({ threads: new Map(this.state.threads).set(who, notes) });
  }

  async #send(to: string): Promise<void> {
    this.#retries.get(to)?.();
    this.#retries.delete(to);
    const first = this.#of(to).find((note) => note.mine && !note.seen);
    const key = this.#keys.get(to);
    if (!first || key === undefined) return;
    this.#retries.set(
      to,
      this.#world.later(RETRY_MS, () => void this.#send(to)),
    );
    const sealed = await sealNote(key, first.id, first.text);
    if (sealed !== null) await this.#ways.send(to, first.id, sealed);
  }
}

/** Gives null for a public key that is none. */
export function sealNote(key: string, id: string, text: string): Promise<string | null> {
  return sealTo(key, binding(id), pad(utf8(text)));
}

/** Gives null for what was not sealed to these keys under this id. */
export async function openNote(
  keys: ReaderKeys,
  id: string,
  sealed: string,
): Promise<string | null> {
  const plain = unpad((await openSealed(keys, binding(id), sealed)) ?? new Uint8Array());
  return plain && fromUtf8(plain);
}

function binding(id: string): Binding {
  const info: Bytes = utf8(LABEL);
  return { info, aad: utf8(LABEL, id) };
}
