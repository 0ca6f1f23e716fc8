// What the page asks over HTTP about a person's own factors, and to show one.
import type {
  Assertion,
  Enrolled,
  Enrolment,
  EveryonesFactors,
  NewPasskey,
  OwnFactors,
  PasskeyAsked,
  PasskeyOffered,
  Proof,
  RecoveryCodes,
} from "../../wire/types.ts";
import { type Answer, ask } from "../doors.ts";
import { makePasskey, showPasskey } from "./credentials.ts";

/** What a passkey of this browser signed; a refusal where the person chose none. */
export async function passkeyShown(): Promise<Answer<Assertion>> {
  const asked = await ask<PasskeyAsked>("POST", "/session/passkey");
  if (!asked.ok) return asked;
  const shown = await showPasskey(asked.value);
  return shown === null ? refused("passkey_none") : { ok: true, value: shown };
}

/** Show a factor again, for what needs a fresh one. */
export function prove(proof: Proof): Promise<Answer<unknown>> {
  return ask("POST", "/session/proof", proof);
}

/** The factors of one person. */
export function factorsOf(id: string): Promise<Answer<OwnFactors>> {
  return ask<OwnFactors>("GET", `/staff/${id}/factors`);
}

/** Who has which. */
export function everyonesFactors(): Promise<Answer<EveryonesFactors>> {
  return ask<EveryonesFactors>("GET", "/factors");
}

/** A new secret for an authenticator. */
export function enrol(id: string): Promise<Answer<Enrolment>> {
  return ask<Enrolment>("POST", `/staff/${id}/authenticator`);
}

/** Let an authenticator count, by a code of it. */
export function confirm(id: string, ticket: string, code: string): Promise<Answer<Enrolled>> {
  return ask<Enrolled>("PUT", `/staff/${id}/authenticator`, { ticket, code });
}

/** Take the authenticator away, and the recovery codes with it. */
export function dropAuthenticator(id: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/authenticator`);
}

/** New recovery codes; the old ones are good for nothing then. */
export function renewCodes(id: string): Promise<Answer<RecoveryCodes>> {
  return ask<RecoveryCodes>("POST", `/staff/${id}/recovery`);
}

/** Make a passkey in this browser and keep it under a name. */
export async function addPasskey(id: string, name: string): Promise<Answer<unknown>> {
  const offered = await ask<PasskeyOffered>("POST", `/staff/${id}/passkeys/challenge`);
  if (!offered.ok) return offered;
  const made = await makePasskey(offered.value);
  if (made === "had") return refused("passkey_had");
  if (made === "let_be") return refused("passkey_none");
  const frame: NewPasskey = { ...made, name };
  return ask("POST", `/staff/${id}/passkeys`, frame);
}

/** Forget a passkey. */
export function removePasskey(id: string, passkey: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/passkeys/${passkey}`);
}

function refused(code: string): { ok: false; refusal: { code: string } } {
  return { ok: false, refusal: { code } };
}
