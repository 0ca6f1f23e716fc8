// How one message is sealed and opened; `docs/encryption.md` is the contract.
import { type Bytes, fromBase64, fromUtf8, join, toBase64, utf8 } from "./bytes.ts";
import { type Invite, readInvite, writeInvite } from "./invite.ts";

/** What a message says; only the pages know it. */
export type Content =
  | Lasting
  | { kind: "handoff"; text: string }
  | { kind: "check"; nonce: Bytes }
  | { kind: "invite"; invite: Invite }
  | { kind: "answer"; yes: boolean };

/** What another page of the same person takes up: all else belongs to one page. */
export type Lasting = { kind: "text" | "name" | "card"; text: string };

export function isLasting(content: Content): content is Lasting {
  return content.kind === "text" || content.kind === "name" || content.kind === "card";
}

/** What a sealed message is bound to, so that it can't be moved, replayed or passed off. */
export interface Stamp {
  chat: string;
  epoch: number;
  sender: string;
  n: number;
  cid: string;
}

export const SECRET_BYTES = 32;
export const NONCE_BYTES = 12;
export const CHECK_BYTES = 16;
export const TEXT_POINTS = 4000;

const LABEL = "helpline message v1";
const BUCKET = 256;
const END_MARK = 0x80;
const CHECK = 3;
/** By the first byte; a check is no text. */
const TEXTS = { text: 1, name: 2, card: 4, handoff: 5 } as const;
type TextKind = keyof typeof TEXTS;
const INVITE = 6;
const ANSWER = 7;

/** The key under which one sender writes in one epoch. */
export async function senderKey(
  secret: Bytes,
  { chat, epoch, sender }: Pick<Stamp, "chat" | "epoch" | "sender">,
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const hkdf = {
    name: "HKDF",
    hash: "SHA-256",
    salt: utf8(chat),
    info: utf8(LABEL, epoch, sender),
  } as const;
  const derived = { name: "AES-GCM", length: 256 } as const;
  return crypto.subtle.deriveKey(hkdf, base, derived, false, ["encrypt", "decrypt"]);
}

/** Gives the body of a message. The nonce must be fresh and random for each body. */
export async function sealBody(
  key: CryptoKey,
  stamp: Stamp,
  content: Content,
  nonce: Bytes,
): Promise<string> {
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: aad(stamp) } as const;
  const sealed = await crypto.subtle.encrypt(algorithm, key, pad(plain(content)));
  return toBase64(join(nonce, new Uint8Array(sealed)));
}

/** Gives null for a body that was not sealed under this key and stamp, or says nothing known. */
export async function openBody(
  key: CryptoKey,
  stamp: Stamp,
  body: string,
): Promise<Content | null> {
  const bytes = fromBase64(body);
  if (!bytes) return null;
  const iv = bytes.slice(0, NONCE_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: aad(stamp) } as const;
  try {
    const sealed = bytes.slice(NONCE_BYTES);
    return parse(unpad(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed))));
  } catch {
    return null;
  }
}

function aad({ chat, epoch, sender, n, cid }: Stamp): Bytes {
  return utf8(LABEL, chat, epoch, sender, n, cid);
}

function plain(content: Content): Bytes {
  if (content.kind === "check") return join(Uint8Array.of(CHECK), content.nonce);
  if (content.kind === "answer") return Uint8Array.of(ANSWER, content.yes ? 1 : 0);
  if (content.kind === "invite") return join(Uint8Array.of(INVITE), writeInvite(content.invite));
  return join(Uint8Array.of(TEXTS[content.kind]), utf8(content.text));
}

/** To a multiple of 256 bytes, so that the length tells little. */
export function pad(content: Bytes): Bytes {
  const padded = new Uint8Array(Math.ceil((content.length + 1) / BUCKET) * BUCKET);
  padded.set(content);
  padded[content.length] = END_MARK;
  return padded;
}

/** Gives null for what was not padded so. */
export function unpad(padded: Bytes): Bytes | null {
  let end = padded.length - 1;
  while (end > 0 && padded[end] === 0) end -= 1;
  return end > 0 && padded[end] === END_MARK ? padded.slice(0, end) : null;
}

function parse(content: Bytes | null): Content | null {
  if (!content) return null;
  const rest = content.slice(1);
  if (content[0] === CHECK)
    return rest.length === CHECK_BYTES ? { kind: "check", nonce: rest } : null;
  if (content[0] === ANSWER)
    return rest.length === 1 ? { kind: "answer", yes: rest[0] === 1 } : null;
  const invite = content[0] === INVITE ? readInvite(rest) : null;
  if (invite) return { kind: "invite", invite };
  const text = fromUtf8(rest);
  const kind = (Object.keys(TEXTS) as TextKind[]).find((one) => TEXTS[one] === content[0]);
  return text === null || !kind ? null : { kind, text };
}
