// What stands on the page: in the order of the log, what is still on its way at the end.
import type { Count } from "./inbox.ts";
import type { Message } from "./youth_state.ts";

interface Line<M> {
  message: M;
  place: number;
  /** Null for what nobody vouches for. */
  count: Count | null;
}

const ON_ITS_WAY = Number.POSITIVE_INFINITY;
/** What this page writes now comes after all that its sender wrote in any epoch. */
const NOW = Number.POSITIVE_INFINITY;

export class Transcript<M extends Message> {
  #lines: Line<M>[] = [];
  #own = 0;

  get messages(): readonly M[] {
    return this.#lines.map((line) => line.message);
  }

  /** A message of this page's own, on its way. */
  write(message: M, sender: string): void {
    this.#own += 1;
    this.#insert({ message, place: ON_ITS_WAY, count: { sender, epoch: NOW, n: this.#own } });
  }

  add(message: M, place: number, count: Count | null): void {
    this.#insert({ message, place, count });
  }

  /** The first time it gets its place; it never moves again. */
  accepted(key: string, place: number): void {
    const line = this.#find(key);
    if (!line) return;
    if (line.message.status !== "shown") this.#mark(line, { status: "accepted" });
    if (line.place === ON_ITS_WAY) this.#move(line, place);
  }

  /** It stands on the other page. */
  shown(key: string): void {
    const line = this.#find(key);
    if (line) this.#mark(line, { status: "shown" });
  }

  /** It stays where it is, so that what is written later comes after it. */
  refused(key: string): void {
    const line = this.#find(key);
    if (!line) return;
    this.#mark(line, { status: "refused" });
    const known = this.#lines.map(({ place }) => place).filter((place) => place !== ON_ITS_WAY);
    this.#move(line, Math.max(0, ...known));
  }

  /** Takes the marks off where nothing is missing any more. */
  mend(gap: (count: Count) => boolean): void {
    for (const line of this.#lines) {
      if (line.message.gapBefore && line.count && !gap(line.count)) {
        this.#mark(line, { gapBefore: false });
      }
    }
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  clear(): void {
    this.#lines = [];
  }

  #find(key: string): Line<M> | undefined {
    return this.#lines.find((line) => line.message.key === key);
  }

  #mark(line: Line<M>, parts: Partial<Message>): void {
    line.message = { ...line.message, ...parts };
  }

  #move(line: Line<M>, place: number): void {
    this.#lines.splice(this.#lines.indexOf(line), 1);
    this.#insert({ ...line, place });
  }

  /** One sender's messages keep that sender's order, whatever the log says. */
  #insert(line: Line<M>): void {
    const lines = this.#lines;
    const end = (found: number) => (found < 0 ? lines.length : found);
    const later = end(lines.findIndex(({ place }) => place > line.place));
    const older = lines.filter(({ count }) => isBefore(count, line.count)).pop();
    const newer = end(lines.findIndex(({ count }) => isBefore(line.count, count)));
    const at = Math.min(Math.max(later, older ? lines.indexOf(older) + 1 : 0), newer);
    const [from, to] = [lines[at - 1]?.place ?? 0, lines[at]?.place ?? ON_ITS_WAY];
    lines.splice(at, 0, { ...line, place: Math.min(Math.max(line.place, from), to) });
  }
}

function isBefore(one: Count | null, other: Count | null): boolean {
  if (!one || !other || one.sender !== other.sender) return false;
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.n < other.n);
}
