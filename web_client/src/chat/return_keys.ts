// Return words become a token, which finds what is kept at the server, and a key, which opens it
// and never leaves the page; `docs/encryption.md` is the contract.
import { type Bytes, fromBase64, fromUtf8, join, toBase64, utf8 } from "./bytes.ts";
import { NONCE_BYTES } from "./sealing.ts";

/** What is left of the words once they are not shown any more. */
export interface ReturnKeys {
  readonly token: string;
  readonly key: CryptoKey;
}

const LABEL = "helpline return words v1";
const ROUNDS = 600_000;
const HALF_BYTES = 32;
const BUCKET = 1_024;
/** 24,000 letters of base64url, less the nonce and the tag, in whole buckets. */
export const KEPT_BYTES = 17 * BUCKET;

/** The words as everybody types them: no capitals, no accents, one after the other. */
export function plainWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== "");
}

/** Takes seconds on an old phone, so that nobody tries many. */
export async function returnKeys(words: readonly string[]): Promise<ReturnKeys> {
  const typed = utf8(plainWords(words.join(" ")).join(" "));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const salt = utf8(LABEL);
  const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS } as const;
  const both = new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, base, HALF_BYTES * 2 * 8));
  const secret = both.slice(HALF_BYTES);
  const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  const token = toBase64(both.slice(0, HALF_BYTES));
  for (const bytes of [both, secret]) bytes.fill(0);
  return { token, key };
}

/** Gives the blob. The nonce must be fresh and random for each. */
export async function sealKept(keys: ReturnKeys, text: string, nonce: Bytes): Promise<string> {
  const content = utf8(text);
  // JSON ends where it ends: blanks behind it hide how long it is.
  const padded = new Uint8Array(Math.ceil(content.length / BUCKET) * BUCKET).fill(0x20);
  padded.set(content);
  const sealed = await crypto.subtle.encrypt(algorithm(keys, nonce), keys.key, padded);
  return toBase64(join(nonce, new Uint8Array(sealed)));
}

/** Gives null for a blob that was not sealed by these words. */
export async function openKept(keys: ReturnKeys, blob: string): Promise<string | null> {
  const bytes = fromBase64(blob);
  if (!bytes) return null;
  const [nonce, sealed] = [bytes.slice(0, NONCE_BYTES), bytes.slice(NONCE_BYTES)];
  try {
    const padded = await crypto.subtle.decrypt(algorithm(keys, nonce), keys.key, sealed);
    return fromUtf8(new Uint8Array(padded));
  } catch {
    return null;
  }
}

function algorithm({ token }: ReturnKeys, iv: Bytes) {
  return { name: "AES-GCM", iv, additionalData: utf8(LABEL, token) } as const;
}
