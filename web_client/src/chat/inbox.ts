// Opens what was said, and holds every sender to their own count.
import type { Said } from "../wire/types.ts";
import type { Keyring } from "./keyring.ts";
import type { Content } from "./sealing.ts";

/** Where a message stands among all that its sender wrote. */
export type Count = Pick<Said, "sender" | "epoch" | "n">;

export interface Letter {
  said: Said;
  /** Null: it came, but does not open. */
  content: Content | null;
  /** Something this sender wrote before it did not come. */
  gap: boolean;
}

/** `locked`: this page has no key of that epoch. `repeated`: it was here before. */
export type Opened = Letter | "locked" | "repeated";

/** By epoch and number: whether it is something that is shown. */
type Counted = Map<number, Map<number, boolean>>;

export class Inbox {
  readonly #keyring: Keyring;
  readonly #senders = new Map<string, Counted>();

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
    counted.set(said.n, content.kind === "text" || content.kind === "card");
    return { said, content, gap: this.gap(said) };
  }

  /**
   * Whether something is missing between this message and the one of its sender that is shown
   * before it. What comes late may close the gap.
   */
  gap({ sender, epoch, n }: Count): boolean {
    const epochs = this.#senders.get(sender) ?? new Map();
    const before = n > 1 ? { epoch, n: n - 1 } : newestBefore(epochs, epoch);
    if (!before) return false;
    const shown = epochs.get(before.epoch)?.get(before.n);
    return shown === undefined || (!shown && this.gap({ sender, ...before }));
  }

  clear(): void {
    this.#senders.clear();
  }

  #counted({ sender, epoch }: Said): Map<number, boolean> {
    const epochs: Counted = this.#senders.get(sender) ?? new Map();
    const counted = epochs.get(epoch) ?? new Map();
    this.#senders.set(sender, epochs.set(epoch, counted));
    return counted;
  }
}

function newestBefore(epochs: Counted, epoch: number): Omit<Count, "sender"> | null {
  const before = Math.max(-1, ...[...epochs.keys()].filter((other) => other < epoch));
  const counted = epochs.get(before);
  return counted ? { epoch: before, n: Math.max(...counted.keys()) } : null;
}
