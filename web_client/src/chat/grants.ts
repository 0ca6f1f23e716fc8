// How the keys of a chat are sealed to one reader's public key (HPKE, RFC 9180, base mode).
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from "hpke";
import { type Bytes, fromBase64, fromUtf8, join, toBase64, utf8 } from "./bytes.ts";
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
const ENC_BYTES = 65;
const COMMIT_BYTES = 32;

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** The key pair of a staff page; the private half can't leave it. */
export interface ReaderKeys {
  pair: Awaited<ReturnType<typeof suite.GenerateKeyPair>>;
  publicKey: Bytes;
}

export async function makeReaderKeys(): Promise<ReaderKeys> {
  const pair = await suite.GenerateKeyPair(false);
  return { pair, publicKey: new Uint8Array(await suite.SerializePublicKey(pair.publicKey)) };
}

/** Gives null for a public key that is none. */
export async function sealGrant(
  publicKey: string,
  stamp: GrantStamp,
  keys: Keys,
): Promise<string | null> {
  const point = fromBase64(publicKey);
  if (!point) return null;
  try {
    const reader = await suite.DeserializePublicKey(point);
    const sealed = await suite.Seal(reader, write(keys), binding(stamp));
    return toBase64(join(sealed.encapsulatedSecret, sealed.ciphertext));
  } catch {
    return null;
  }
}

/** Gives null for what was not sealed to these keys under this stamp. */
export async function openGrant(
  reader: ReaderKeys,
  stamp: GrantStamp,
  sealed: string,
): Promise<Keys | null> {
  const bytes = fromBase64(sealed);
  if (!bytes) return null;
  const enc = bytes.slice(0, ENC_BYTES);
  try {
    return read(await suite.Open(reader.pair, enc, bytes.slice(ENC_BYTES), binding(stamp)));
  } catch {
    return null;
  }
}

function binding({ chat, reader, epoch }: GrantStamp): { info: Bytes; aad: Bytes } {
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
