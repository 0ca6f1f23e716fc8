// A supervisor's side of the notes: to one responder, or the same words to each of them.
import type { FloorResponder } from "../wire/types.ts";
import { toBase64 } from "./bytes.ts";
import type { ReaderKeys } from "./hpke.ts";
import type { FloorLink, World } from "./link.ts";
import { type NoteResult, Notes } from "./notes.ts";

const ID_BYTES = 16;

export class FloorNotes extends Notes {
  readonly #world: World<FloorLink>;
  /** Of whose page: the key with which we write to it. */
  readonly #pages: Map<string, string>;
  readonly #own: () => Promise<ReaderKeys>;

  constructor(world: World<FloorLink>, own: () => Promise<ReaderKeys>) {
    const { link } = world;
    const pages = new Map<string, string>();
    super(world, {
      send: async (to, cid, sealed) => {
        const key = pages.get(to);
        const back_key = toBase64((await own()).publicKey);
        if (key !== undefined) await link.ask("note", { to, key, back_key, cid, sealed });
      },
      saw: (to, cid) => void link.ask("note_seen", { to, cid }),
    });
    this.#world = world;
    this.#pages = pages;
    this.#own = own;
    link.on("note", async ({ staff, cid, sealed }) => this.take(staff, cid, sealed, await own()));
    link.on("note_seen", ({ staff, cid }) => this.shown(staff, cid));
  }

  /** Learns the keys of the responders' pages. */
  see(responders: readonly FloorResponder[]): void {
    for (const { id, page_key } of responders) {
      if (page_key === null || this.#pages.get(id) === page_key) continue;
      this.#pages.set(id, page_key);
      this.meet(id, page_key);
    }
  }

  /** Writes the same to each of them. */
  writeToAll(responders: readonly FloorResponder[], text: string): NoteResult {
    const results = responders.map(({ id }) => this.write(id, text));
    return results.find((result) => result !== "said") ?? "said";
  }

  /** In place on a new connection: answers of those who were written to come here now. */
  async arrived(): Promise<void> {
    const back_key = toBase64((await this.#own()).publicKey);
    for (const to of this.state.threads.keys()) {
      const key = this.#pages.get(to);
      const cid = toBase64(this.#world.random(ID_BYTES));
      if (key !== undefined) {
        await this.#world.link.ask("note", { to, key, back_key, cid, sealed: null });
      }
    }
  }
}
