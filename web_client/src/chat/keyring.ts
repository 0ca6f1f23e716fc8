// The secrets of one chat that this page holds, and what can be done with them.
import type { Said } from "../wire/types.ts";
import type { Bytes } from "./bytes.ts";
import { type Content, openBody, type Stamp, sealBody, senderKey } from "./sealing.ts";

export class Keyring {
  readonly chat: string;
  readonly #secrets = new Map<number, Bytes>();
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  constructor(chat: string) {
    this.chat = chat;
  }

  /** The newest epoch there is a secret of. */
  get newest(): number | null {
    return this.#secrets.size > 0 ? Math.max(...this.#secrets.keys()) : null;
  }

  get epochs(): number[] {
    return [...this.#secrets.keys()];
  }

  put(epoch: number, secret: Bytes): void {
    this.#secrets.set(epoch, secret);
  }

  secret(epoch: number): Bytes | undefined {
    return this.#secrets.get(epoch);
  }

  has(epoch: number): boolean {
    return this.#secrets.has(epoch);
  }

  /** Gives null without the epoch's secret: no key, no send. */
  async seal(stamp: Omit<Stamp, "chat">, content: Content, nonce: Bytes): Promise<string | null> {
    const key = await this.#key(stamp.epoch, stamp.sender);
    return key && sealBody(key, { ...stamp, chat: this.chat }, content, nonce);
  }

  /** Gives null for what does not open, whatever the reason. */
  async open(said: Said): Promise<Content | null> {
    const key = await this.#key(said.epoch, said.sender);
    return key && openBody(key, { ...said, chat: this.chat }, said.body);
  }

  wipe(): void {
    for (const secret of this.#secrets.values()) secret.fill(0);
    this.#secrets.clear();
    this.#keys.clear();
  }

  async #key(epoch: number, sender: string): Promise<CryptoKey | null> {
    const secret = this.#secrets.get(epoch);
    if (!secret) return null;
    const name = `${epoch} ${sender}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const key = senderKey(secret, { chat: this.chat, epoch, sender });
    this.#keys.set(name, key);
    return key;
  }
}
