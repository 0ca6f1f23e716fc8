// Passkeys in this browser: what the server asks for, in the bytes a browser wants, and back.
import { fromBase64, toBase64 } from "../../chat/bytes.ts";
import type { Assertion, NewPasskey, PasskeyAsked, PasskeyOffered } from "../../wire/types.ts";

/** `let_be`: the person chose none, or took too long; `had`: this authenticator has one already. */
export type Made = Omit<NewPasskey, "name"> | "let_be" | "had";

const WAIT_MS = 120_000;

/** Tells whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return "PublicKeyCredential" in window;
}

/** Asks for a passkey of this site; gives what it signed, or null where the person chose none. */
export async function showPasskey(asked: PasskeyAsked): Promise<Assertion | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytes(asked.challenge),
    rpId: asked.rp_id,
    userVerification: "required",
    timeout: WAIT_MS,
  };
  const shown = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(shown instanceof PublicKeyCredential)) return null;
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    ticket: asked.ticket,
    id: text(shown.rawId),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
    user_handle: response.userHandle && text(response.userHandle),
  };
}

/** Makes a passkey that a browser can find by itself, and that is opened by its owner alone. */
export async function makePasskey(offered: PasskeyOffered): Promise<Made> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytes(offered.challenge),
    rp: { id: offered.rp_id, name: offered.rp_id },
    user: {
      id: bytes(offered.user_id),
      name: offered.user_name,
      displayName: offered.display_name,
    },
    pubKeyCredParams: offered.algorithms.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: offered.exclude.map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    timeout: WAIT_MS,
  };
  const made = await navigator.credentials.create({ publicKey }).catch(reason);
  if (!(made instanceof PublicKeyCredential)) return made === "had" ? "had" : "let_be";
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ticket: offered.ticket,
    id: text(made.rawId),
    client_data: text(response.clientDataJSON),
    attestation: text(response.attestationObject),
  };
}

function reason(error: unknown): "had" | null {
  return error instanceof DOMException && error.name === "InvalidStateError" ? "had" : null;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(fromBase64(text) ?? []);
}

function text(buffer: ArrayBuffer): string {
  return toBase64(new Uint8Array(buffer));
}
