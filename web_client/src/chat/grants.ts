// How the keys of a chat are sealed to one reader's public key.
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from "./bytes.ts";
import { type Binding, openSealed, type ReaderKeys, sealTo } from "./hpke.ts";
import { SECRET_BYTES } from "./sealing.ts";

/** What a grant lets its reader know. */
export interface Keys {
  secrets: ReadonlyMap<number, Bytes>;
  /** The youth page's side of the check of three pictures. */
  commit: Bytes;
}

/** What a grant is bound to. */
export interface GrantStamp {
  chat: string;
  reader: string;
  epoch: number;
}

const LABEL = "helpline grant v1";
const COMMIT_BYTES = 32;

/** Gives null for a public key that is none. */
export function sealGrant(
  publicKey: string,
  stamp: GrantStamp,
  keys: Keys,
): Promise<string | null> {
  return sealTo(publicKey, binding(stamp), write(keys));
}

/** Gives null for what was not sealed to these keys under this stamp. */
export async function openGrant(
  reader: ReaderKeys,
  stamp: GrantStamp,
  sealed: string,
): Promise<Keys | null> {
  const plain = await openSealed(reader, binding(stamp), sealed);
  try {
    return plain && read(plain);
  } catch {
    return null;
  }
}

function binding({ chat, reader, epoch }: GrantStamp): Binding {
  return { info: utf8(LABEL), aad: utf8(LABEL, chat, reader, epoch) };
}

function write({ secrets, commit }: Keys): Bytes {
  const named = [...secrets].map(([epoch, secret]) => [epoch, toBase64(secret)]);
  return utf8(JSON.stringify({ secrets: Object.fromEntries(named), commit: toBase64(commit) }));
}

function read(plaintext: Uint8Array): Keys | null {
  const said = JSON.parse(fromUtf8(plaintext) ?? "null") as unknown;
  if (!isRecord(said) || !isRecord(said.secrets)) return null;
  const commit = bytesOf(said.commit, COMMIT_BYTES);
  const secrets = new Map<number, Bytes>();
  for (const [epoch, secret] of Object.entries(said.secrets)) {
    const bytes = bytesOf(secret, SECRET_BYTES);
    if (!bytes || !/^\d{1,6}$/.test(epoch)) return null;
    secrets.set(Number(epoch), bytes);
  }
  return commit && { secrets, commit };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function bytesOf(value: unknown, length: number): Bytes | null {
  const bytes = typeof value === "string" ? fromBase64(value) : null;
  return bytes?.length === length ? bytes : null;
}
