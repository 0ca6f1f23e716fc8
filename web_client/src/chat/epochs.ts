// Who may read which epoch. Only the youth's page decides it; `docs/encryption.md` has the rules.
import type { Reader } from "../wire/types.ts";
import { type Bytes, fromBase64 } from "./bytes.ts";
import { sealGrant } from "./grants.ts";
import { isPartner } from "./inviting.ts";
import type { Keyring } from "./keyring.ts";
import { commitment, pictures } from "./pictures.ts";
import { CHECK_BYTES, SECRET_BYTES } from "./sealing.ts";
import type { Pictures } from "./youth_state.ts";

/** One seat of the chat, kept after it has left so that its messages keep their name. */
export interface Seat {
  readonly id: string;
  name: string;
  here: boolean;
  /** The key it was granted to last; null: never. */
  key: string | null;
  /** The epoch of that grant. */
  epoch: number;
  /** What it may read. */
  readonly epochs: Set<number>;
  cameBack: number;
  check: { nonce: Bytes; answered: boolean; pictures: Pictures | null } | null;
}

/** What another page needs to know of a seat: whose its messages are, and what it could read. */
export type KeptSeat = Pick<Seat, "id" | "name"> & { epochs: readonly number[] };

export interface GrantFrame {
  reader: string;
  epoch: number;
  public_key: string;
  sealed: string;
}

/** A grant holds no more than this, or it would not fit its frame: the oldest are left out. */
const SECRETS_AT_MOST = 100;
/** More epochs than a page can begin without sealing them for its return words. */
const LEAP = 100;

export class Epochs {
  readonly #keyring: Keyring;
  readonly #random: (bytes: number) => Bytes;
  readonly #seats = new Map<string, Seat>();
  #now = -1;

  /** `before`: the seats of an earlier page, whose secrets are in the keyring. */
  constructor(
    keyring: Keyring,
    random: (bytes: number) => Bytes,
    before: readonly KeptSeat[] = [],
  ) {
    this.#keyring = keyring;
    this.#random = random;
    for (const { id, name, epochs } of before) this.#seats.set(id, seatOf(id, name, epochs));
    // An epoch that the earlier page began last may be missing here: none is begun twice.
    if (keyring.newest !== null) this.#now = keyring.newest + LEAP;
    this.#begin();
  }

  get kept(): KeptSeat[] {
    return [...this.#seats.values()].map(({ id, name, epochs }) => ({
      id,
      name,
      epochs: [...epochs],
    }));
  }

  /** The epoch that is written in now. */
  get now(): number {
    return this.#now;
  }

  seat(id: string): Seat | undefined {
    return this.#seats.get(id);
  }

  name(id: string): string {
    return this.seat(id)?.name ?? "";
  }

  /** A seat as it is with the key it has now: it is another page of theirs after a new one. */
  page(id: string): string {
    return `${id} ${this.seat(id)?.cameBack ?? 0}`;
  }

  /** Whether this sender was ever let into this epoch. */
  mayWrite(sender: string, epoch: number): boolean {
    return this.#seats.get(sender)?.epochs.has(epoch) ?? false;
  }

  /** Takes who takes part now; gives the seats that are to be granted anew. */
  meet(readers: readonly Reader[]): Seat[] {
    const left = this.#leave(readers);
    const met = readers.map((reader) => ({ reader, seat: this.#take(reader) }));
    const fresh = met.some(({ reader, seat }) => isNew(reader, seat));
    if (left || fresh) this.#begin();
    const due: Seat[] = [];
    for (const { reader, seat } of met) {
      if (reader.public_key !== null && (isNew(reader, seat) || seat.epoch < this.#now)) {
        this.#let(seat, reader.public_key);
        due.push(seat);
      }
    }
    return due;
  }

  /** Lets a seat read everything that was written so far. */
  shareAll(seat: Seat): void {
    for (const epoch of this.#keyring.epochs) seat.epochs.add(epoch);
  }

  /** Gives null when the seat has moved on meanwhile, or its key is none. */
  async seal(seat: Seat): Promise<GrantFrame | null> {
    const { key, epoch, check } = seat;
    if (key === null || check === null) return null;
    const newest = [...seat.epochs].sort((a, b) => b - a).slice(0, SECRETS_AT_MOST);
    const secrets = new Map(newest.map((held) => [held, this.#keyring.secret(held) as Bytes]));
    const commit = await commitment(check.nonce);
    const stamp = { chat: this.#keyring.chat, reader: seat.id, epoch };
    const sealed = await sealGrant(key, stamp, { secrets, commit });
    if (sealed === null || seat.key !== key || seat.epoch !== epoch || !seat.here) return null;
    return { reader: seat.id, epoch, public_key: key, sealed };
  }

  /**
   * Takes a reader's number of the check; gives what to answer it with. Only the first number
   * counts: with a second one, somebody who has seen our answer could look for a match.
   */
  async answerCheck(seat: Seat, epoch: number, readerNonce: Bytes): Promise<Bytes | null> {
    const { check, key } = seat;
    const secret = this.#keyring.secret(epoch);
    if (!check || check.answered || epoch !== seat.epoch || key === null || !secret) return null;
    check.answered = true;
    const publicKey = fromBase64(key) as Bytes;
    check.pictures = await pictures({ youthNonce: check.nonce, readerNonce, publicKey, secret });
    return check.nonce;
  }

  wipe(): void {
    // A grant that is being sealed right now looks at its seat again before it goes out.
    for (const seat of this.#seats.values()) Object.assign(seat, { key: null, check: null });
    this.#seats.clear();
  }

  #begin(): void {
    this.#now += 1;
    this.#keyring.put(this.#now, this.#random(SECRET_BYTES));
  }

  /** Tells whether somebody who could read is not there any more. */
  #leave(readers: readonly Reader[]): boolean {
    let left = false;
    for (const seat of this.#seats.values()) {
      if (!seat.here || readers.some((reader) => reader.id === seat.id)) continue;
      seat.here = false;
      left ||= seat.key !== null;
      seat.key = null;
      seat.check = null;
    }
    return left;
  }

  #take(reader: Reader): Seat {
    const seat = this.#seats.get(reader.id) ?? seatOf(reader.id, reader.name);
    seat.name = reader.name;
    seat.here = true;
    this.#seats.set(reader.id, seat);
    return seat;
  }

  #let(seat: Seat, key: string): void {
    // What was written in the line was written for whoever of ours comes next.
    const read = Math.max(-1, ...[...this.#seats.values()].flatMap(({ epochs }) => [...epochs]));
    const unread = this.#keyring.epochs.filter((epoch) => epoch > read && !isPartner(seat.id));
    for (const epoch of unread) seat.epochs.add(epoch);
    if (seat.key !== null && seat.key !== key) seat.cameBack += 1;
    seat.key = key;
    seat.epoch = this.#now;
    seat.epochs.add(this.#now);
    seat.check = { nonce: this.#random(CHECK_BYTES), answered: false, pictures: null };
  }
}

function seatOf(id: string, name: string, epochs: readonly number[] = []): Seat {
  const none = { here: false, key: null, epoch: -1, cameBack: 0, check: null };
  return { ...none, id, name, epochs: new Set(epochs) };
}

function isNew(reader: Reader, seat: Seat): boolean {
  return reader.public_key !== null && reader.public_key !== seat.key;
}
