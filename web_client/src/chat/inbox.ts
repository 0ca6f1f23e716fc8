// Opens what was said, and holds every sender to their own count.
import type { Said } from "../wire/types.ts";
import type { Keyring } from "./keyring.ts";
import type { Content } from "./sealing.ts";

export interface Letter {
  said: Said;
  /** Null: it came, but does not open. */
  content: Content | null;
  /** Something this sender wrote before it did not come. */
  gap: boolean;
}

/** `locked`: this page has no key of that epoch. `repeated`: it was here before. */
export type Opened = Letter | "locked" | "repeated";

export class Inbox {
  readonly #keyring: Keyring;
  readonly #counts = new Map<string, Set<number>>();

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  async open(said: Said): Promise<Opened> {
    if (!this.#keyring.has(said.epoch)) return "locked";
    const content = await this.#keyring.open(said);
    // A number nobody vouches for must not count: it could hide a true message.
    if (!content) return { said, content, gap: false };
    const counted = this.#counted(said);
    if (counted.has(said.n)) return "repeated";
    const gap = said.n > Math.max(0, ...counted) + 1;
    counted.add(said.n);
    return { said, content, gap };
  }

  clear(): void {
    this.#counts.clear();
  }

  #counted({ sender, epoch }: Said): Set<number> {
    const name = `${epoch} ${sender}`;
    const counted = this.#counts.get(name) ?? new Set();
    this.#counts.set(name, counted);
    return counted;
  }
}
