// A responder's side of the notes: supervisors write first, and each says where answers go.
import type { Noted } from "../wire/types.ts";
import type { ReaderKeys } from "./hpke.ts";
import type { DeskLink, World } from "./link.ts";
import { Notes } from "./notes.ts";

export class DeskNotes extends Notes {
  /** By supervisor: their first name. */
  readonly names = new Map<string, string>();

  constructor(world: World<DeskLink>, keys: () => ReaderKeys | null) {
    const { link } = world;
    const backs = new Map<string, string>();
    super(world, {
      send: async (to, cid, sealed) => {
        const back = backs.get(to);
        if (back !== undefined) await link.ask("note", { back, cid, sealed });
      },
      saw: (from, cid) => {
        const back = backs.get(from);
        if (back !== undefined) void link.ask("note_seen", { back, cid });
      },
    });
    link.on("note", (note: Noted) => {
      backs.set(note.staff, note.back);
      this.names.set(note.staff, note.name);
      this.meet(note.staff, note.back_key);
      if (note.sealed !== null) void this.take(note.staff, note.cid, note.sealed, keys());
    });
    link.on("note_seen", ({ staff, cid }) => this.shown(staff, cid));
  }
}
