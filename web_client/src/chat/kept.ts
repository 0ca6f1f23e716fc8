// What a page leaves behind for the next page of the same person, sealed under return words.
import { type Bytes, fromBase64, toBase64 } from "./bytes.ts";
import type { KeptSeat } from "./epochs.ts";
import type { Envelope, KeptMail } from "./outbox.ts";
import { KEPT_BYTES } from "./return_keys.ts";

/** A chat as it can be taken up on another page. */
export interface Kept {
  ticket: string;
  chat: string;
  secrets: readonly (readonly [epoch: number, secret: Bytes])[];
  seats: readonly KeptSeat[];
  /** By epoch: how many messages this person has numbered; up to there, all but `mail` are shown. */
  counts: readonly (readonly [epoch: number, n: number])[];
  mail: KeptMail;
}

/** As many as a grant holds; what is older could not be given to anybody new. */
const SECRETS_AT_MOST = 100;
const SEATS_AT_MOST = 20;

/** Gives it as text that fits a blob: what does not fit is left out, the newest messages first. */
export function writeKept(kept: Kept): string {
  const newest = [...kept.secrets].sort(([a], [b]) => b - a).slice(0, SECRETS_AT_MOST);
  const held = new Set(newest.map(([epoch]) => epoch));
  const seats = kept.seats.slice(-SEATS_AT_MOST);
  const lean: Kept = {
    ...kept,
    secrets: newest,
    seats: seats.map((seat) => ({ ...seat, epochs: seat.epochs.filter((one) => held.has(one)) })),
    counts: kept.counts.filter(([epoch]) => held.has(epoch)),
  };
  return fitting(lean);
}

/** Takes only what `openKept` gave: whoever could seal it holds the words. */
export function readKept(text: string): Kept {
  const kept = JSON.parse(text);
  return {
    ...kept,
    secrets: kept.secrets.map(([epoch, secret]: [number, string]) => [epoch, fromBase64(secret)]),
  };
}

function fitting(kept: Kept): string {
  let fits = kept;
  for (;;) {
    const text = write(fits);
    const { mail } = fits;
    if (bytesOf(text) <= KEPT_BYTES || mail.sealed.length + mail.open.length === 0) return text;
    fits = mail.open.length > 0 ? { ...fits, mail: { ...mail, open: [] } } : withoutNewest(fits);
  }
}

/** What is left out counts as not numbered, so that the next page does not take it for shown. */
function withoutNewest(kept: Kept): Kept {
  const sealed = kept.mail.sealed.slice(0, -1);
  const out = kept.mail.sealed.at(-1) as Envelope;
  const counts = kept.counts.map(
    ([epoch, n]) => [epoch, epoch === out.epoch ? Math.min(n, out.n - 1) : n] as const,
  );
  return { ...kept, counts, mail: { ...kept.mail, sealed } };
}

function write(kept: Kept): string {
  const secrets = kept.secrets.map(([epoch, secret]) => [epoch, toBase64(secret)]);
  return JSON.stringify({ ...kept, secrets });
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
