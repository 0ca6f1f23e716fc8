// What a reader's page was granted of one chat, and the reader's side of the check of pictures.
import type { Grant } from "../wire/types.ts";
import { type Bytes, same, toBase64 } from "./bytes.ts";
import { type Keys, openGrant } from "./grants.ts";
import type { ReaderKeys } from "./hpke.ts";
import type { Keyring } from "./keyring.ts";
import { commitment, NO_NUMBER, pictures } from "./pictures.ts";
import { CHECK_BYTES } from "./sealing.ts";
import type { Pictures } from "./youth_state.ts";

interface Check {
  epoch: number;
  commit: Bytes;
  nonce: Bytes;
}

/** What a newly opened grant asks the page to do: to send its number, once for each epoch. */
export interface Adopted {
  send: Bytes | null;
  epoch: number;
}

export class Reading {
  readonly #keyring: Keyring;
  readonly #own: ReaderKeys;
  readonly #reader: string;
  readonly #random: (bytes: number) => Bytes;
  #check: Check | null = null;
  #pictures: Pictures | null = null;
  #wrong = false;

  constructor(keyring: Keyring, own: ReaderKeys, reader: string, random: (bytes: number) => Bytes) {
    this.#keyring = keyring;
    this.#own = own;
    this.#reader = reader;
    this.#random = random;
  }

  get pictures(): Pictures | null {
    return this.#pictures;
  }

  /** Whether something came that can't be true, and no pictures. */
  get failed(): boolean {
    return this.#wrong && this.#pictures === null;
  }

  /** Gives null for a grant that changes nothing, is not for this page, or can't be true. */
  async adopt(grant: Grant): Promise<Adopted | null> {
    if (grant.public_key !== toBase64(this.#own.publicKey)) return null;
    const stamp = { chat: this.#keyring.chat, reader: this.#reader, epoch: grant.epoch };
    const keys = await openGrant(this.#own, stamp, grant.sealed);
    if (!keys || !this.#fits(grant.epoch, keys)) return null;
    for (const [epoch, secret] of keys.secrets) this.#keyring.put(epoch, secret);
    const { epoch } = grant;
    if (this.#check?.epoch === epoch) return { send: null, epoch };
    this.#check = { epoch, commit: keys.commit, nonce: this.#random(CHECK_BYTES) };
    this.#pictures = null;
    this.#wrong = false;
    return { send: this.#check.nonce, epoch };
  }

  /**
   * Takes the youth page's number: only the one it had committed to counts. `alone`: nobody else
   * reads, so that another number can't be for somebody else.
   */
  async check(epoch: number, youthNonce: Bytes, alone: boolean): Promise<void> {
    const check = this.#check;
    const secret = this.#keyring.secret(epoch);
    if (!check || check.epoch !== epoch || !secret || same(youthNonce, NO_NUMBER)) return;
    const kept = same(await commitment(youthNonce), check.commit);
    if (check !== this.#check) return;
    this.#wrong ||= !kept && alone;
    if (!kept) return;
    const publicKey = this.#own.publicKey;
    const shown = await pictures({ youthNonce, readerNonce: check.nonce, publicKey, secret });
    if (check === this.#check) this.#pictures = shown;
  }

  wipe(): void {
    this.#check = null;
    this.#pictures = null;
    this.#wrong = false;
  }

  /**
   * A youth's page never takes back an epoch, nor changes what it gave. Somebody in between could
   * do so once they have seen our number of the check, to look for pictures that match.
   */
  #fits(epoch: number, { secrets, commit }: Keys): boolean {
    if (Math.max(...secrets.keys()) !== epoch) return false;
    if (epoch < (this.#keyring.newest ?? 0)) return false;
    if (this.#check?.epoch === epoch && !same(commit, this.#check.commit)) return false;
    return [...secrets].every(([held, secret]) => {
      const known = this.#keyring.secret(held);
      return !known || same(known, secret);
    });
  }
}
