// Sealing to one page's public key (HPKE, RFC 9180, base mode); the private half can't leave it.
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from "hpke";
import { type Bytes, fromBase64, join, toBase64 } from "./bytes.ts";

const ENC_BYTES = 65;

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** The key pair of a page. */
export interface ReaderKeys {
  pair: Awaited<ReturnType<typeof suite.GenerateKeyPair>>;
  publicKey: Bytes;
}

/** What is sealed opens only where both are the same. */
export interface Binding {
  info: Bytes;
  aad: Bytes;
}

export async function makeReaderKeys(): Promise<ReaderKeys> {
  const pair = await suite.GenerateKeyPair(false);
  return { pair, publicKey: new Uint8Array(await suite.SerializePublicKey(pair.publicKey)) };
}

/** Gives null for a public key that is none. */
export async function sealTo(key: string, binding: Binding, plain: Bytes): Promise<string | null> {
  const point = fromBase64(key);
  if (!point) return null;
  try {
    const reader = await suite.DeserializePublicKey(point);
    const sealed = await suite.Seal(reader, plain, binding);
    return toBase64(join(sealed.encapsulatedSecret, sealed.ciphertext));
  } catch {
    return null;
  }
}

/** Gives null for what was not sealed to these keys under this binding. */
export async function openSealed(
  { pair }: ReaderKeys,
  binding: Binding,
  sealed: string,
): Promise<Bytes | null> {
  const bytes = fromBase64(sealed);
  if (!bytes) return null;
  const enc = bytes.slice(0, ENC_BYTES);
  try {
    return new Uint8Array(await suite.Open(pair, enc, bytes.slice(ENC_BYTES), binding));
  } catch {
    return null;
  }
}
