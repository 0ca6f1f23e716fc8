// What the staff page asks over HTTP. The sign-in cookie is the browser's to send; no script sees it.
import type { DeskSetup, SignedIn, SignIn } from "../wire/types.ts";
import type { Refusal } from "./refusals.ts";

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Sign in with a name and a password, or with the token of a one-time link. */
export function signIn(frame: SignIn): Promise<Answer<SignedIn>> {
  return ask<SignedIn>("POST", "/session", frame);
}

/** Who is signed in on this browser, with a fresh token for the socket. */
export function session(): Promise<Answer<SignedIn>> {
  return ask<SignedIn>("GET", "/session");
}

/** End the session, here and on the server. */
export function signOut(): Promise<Answer<null>> {
  return ask<null>("DELETE", "/session");
}

/** The ready words and the numbers of the desk. */
export function deskSetup(): Promise<Answer<DeskSetup>> {
  return ask<DeskSetup>("GET", "/desk");
}

async function ask<T>(method: string, path: string, frame?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { method, cache: "no-store", ...bodyOf(frame) });
    const value: unknown = response.status === 204 ? null : await response.json();
    return response.ok ? { ok: true, value: value as T } : { ok: false, refusal: refusalOf(value) };
  } catch {
    return { ok: false, refusal: { code: "offline" } };
  }
}

function bodyOf(frame: unknown): RequestInit {
  if (frame === undefined) return {};
  return { body: JSON.stringify(frame), headers: { "Content-Type": "application/json" } };
}

function refusalOf(value: unknown): Refusal {
  const { code, wait_s } = (value ?? {}) as Partial<Refusal>;
  return { code: typeof code === "string" ? code : "try_again", wait_s };
}
