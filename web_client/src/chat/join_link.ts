// The link of a supervisor, sealed by the youth's page to the page that asked.
import type { Bytes } from "./bytes.ts";
import { fromUtf8, utf8 } from "./bytes.ts";
import { type Binding, openSealed, type ReaderKeys, sealTo } from "./hpke.ts";
import { type JoinLink, readLink, writeLink } from "./invite.ts";

const LABEL = "helpline join v1";

/** Gives null for a public key that is none. */
export function sealLink(key: string, link: JoinLink): Promise<string | null> {
  return sealTo(key, binding(link.chat), utf8(writeLink(link)));
}

/** Gives what stands behind the `#`; null for what was not sealed to these keys for this chat. */
export async function openLink(
  keys: ReaderKeys,
  chat: string,
  sealed: string,
): Promise<string | null> {
  const plain: Bytes | null = await openSealed(keys, binding(chat), sealed);
  const text = plain && fromUtf8(plain);
  return text && readLink(text)?.chat === chat ? text : null;
}

function binding(chat: string): Binding {
  return { info: utf8(LABEL), aad: utf8(LABEL, chat) };
}
