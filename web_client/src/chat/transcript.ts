// What stands on the page: in the order of the log, what is still on its way at the end.
import type { Message } from "./youth_state.ts";

interface Line<M> {
  message: M;
  seq: number;
}

const ON_ITS_WAY = Number.POSITIVE_INFINITY;

export class Transcript<M extends Message> {
  #lines: Line<M>[] = [];

  get messages(): readonly M[] {
    return this.#lines.map((line) => line.message);
  }

  add(message: M, seq = ON_ITS_WAY): void {
    const later = this.#lines.findIndex((line) => line.seq > seq);
    this.#lines.splice(later < 0 ? this.#lines.length : later, 0, { message, seq });
  }

  accepted(key: string, seq: number): void {
    this.#move(key, { status: "accepted" } as Partial<M>, seq);
  }

  /** It stays where it is, so that what is written later comes after it. */
  refused(key: string): void {
    const known = this.#lines.map((line) => line.seq).filter((seq) => seq !== ON_ITS_WAY);
    this.#move(key, { status: "refused" } as Partial<M>, Math.max(0, ...known));
  }

  has(key: string): boolean {
    return this.#lines.some((line) => line.message.key === key);
  }

  clear(): void {
    this.#lines = [];
  }

  #move(key: string, parts: Partial<M>, seq: number): void {
    const at = this.#lines.findIndex((line) => line.message.key === key);
    const [line] = at < 0 ? [] : this.#lines.splice(at, 1);
    if (line) this.add({ ...line.message, ...parts }, seq);
  }
}
