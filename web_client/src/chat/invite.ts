// What a responder asks before somebody of another service may come in, and the one link that then
// lets them. The link's secret is made by the responder's page and given to the youth's page, sealed;
// the server learns a token that is made of it, once somebody opens the link, and never the secret.
import { type Bytes, fromBase64, fromUtf8, hmac, sha256, toBase64, utf8 } from "./bytes.ts";

/** Who would come, as the responder wrote it and the youth reads it. */
export interface Guest {
  readonly name: string;
  readonly service: string;
}

/** The question to the youth: also what the one who comes is told first. */
export interface Invite extends Guest {
  readonly introduction: string;
  readonly secret: Bytes;
}

/** What a link says behind its `#`: no browser sends that to a server. */
export interface JoinLink {
  readonly chat: string;
  readonly secret: Bytes;
}

export const LINK_BYTES = 32;
export const NAME_AT_MOST = 40;
export const SERVICE_AT_MOST = 80;
export const INTRODUCTION_AT_MOST = 600;

const TOKEN = "helpline join token v1";
const KEY = "helpline join key v1";
const PROOF = "helpline join proof v1";
const CHAT = /^[A-Za-z0-9_-]{16,32}$/;

export function writeInvite({ name, service, introduction, secret }: Invite): Bytes {
  return utf8(JSON.stringify({ name, service, introduction, secret: toBase64(secret) }));
}

/** Gives null for what no page of ours writes. */
export function readInvite(bytes: Bytes): Invite | null {
  const said = parsed(bytes);
  const name = textOf(said.name, NAME_AT_MOST);
  const service = textOf(said.service, SERVICE_AT_MOST);
  const introduction = textOf(said.introduction, INTRODUCTION_AT_MOST);
  const secret = typeof said.secret === "string" ? fromBase64(said.secret) : null;
  if (!name || !service || introduction === null || secret?.length !== LINK_BYTES) return null;
  return { name, service, introduction, secret };
}

/** Gives what stands behind the `#` of a link. */
export function writeLink({ chat, secret }: JoinLink): string {
  return `${chat}.${toBase64(secret)}`;
}

/** Gives null for what is no link. */
export function readLink(text: string): JoinLink | null {
  const [chat = "", secret = "", ...more] = text.split(".");
  const bytes = fromBase64(secret);
  if (!CHAT.test(chat) || bytes?.length !== LINK_BYTES || more.length > 0) return null;
  return { chat, secret: bytes };
}

/** What opens the way in, at the server. */
export async function tokenOf(secret: Bytes): Promise<string> {
  return toBase64(await sha256(utf8(TOKEN), secret));
}

/** What the server keeps of a token. */
export async function hashOf(token: string): Promise<string> {
  return toBase64(await sha256(utf8(token)));
}

/** What only the pages have, which were given the link: it proves whose a key is. */
export function keyOf(secret: Bytes): Promise<Bytes> {
  return sha256(utf8(KEY), secret);
}

/** Proves that a public key (base64url) is of whoever holds the link. */
export async function proofOf(key: Bytes, chat: string, publicKey: string): Promise<string> {
  return toBase64(await hmac(key, utf8(PROOF, chat, publicKey)));
}

function parsed(bytes: Bytes): Record<string, unknown> {
  try {
    const said = JSON.parse(fromUtf8(bytes) ?? "null") as unknown;
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown, atMost: number): string | null {
  return typeof value === "string" && value.length <= atMost ? value : null;
}
