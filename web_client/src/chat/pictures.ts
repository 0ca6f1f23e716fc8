// The check of three pictures: it shows both people that no one stands in between.
import { type Bytes, sha256, utf8 } from "./bytes.ts";
import { CHECK_BYTES } from "./sealing.ts";
import type { Pictures } from "./youth_state.ts";

export const PICTURES = 64;
/** Says no more than that a page is there: it answers no check. */
export const NO_NUMBER: Bytes = new Uint8Array(CHECK_BYTES);

/** What the youth's page commits to, inside the grant, before it sees the reader's number. */
export function commitment(youthNonce: Bytes): Promise<Bytes> {
  return sha256(utf8("helpline check v1"), youthNonce);
}

/** `publicKey`: the reader's, 65 bytes. `secret`: that of the grant's epoch. */
export async function pictures(check: {
  youthNonce: Bytes;
  readerNonce: Bytes;
  publicKey: Bytes;
  secret: Bytes;
}): Promise<Pictures> {
  const { youthNonce, readerNonce, publicKey, secret } = check;
  const label = utf8("helpline pictures v1");
  const hash = await sha256(label, youthNonce, readerNonce, publicKey, secret);
  const [one = 0, two = 0, three = 0] = hash;
  return [one % PICTURES, two % PICTURES, three % PICTURES];
}
