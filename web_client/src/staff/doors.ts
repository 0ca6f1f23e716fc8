// What the staff page asks over HTTP. The sign-in cookie is the browser's to send; no script sees it.
import type {
  ActiveChange,
  AuditLines,
  DeskSetup,
  Everyone,
  Invited,
  NewStaff,
  ProfileChange,
  RoleChange,
  SessionList,
  SignedIn,
  SignIn,
  StaffMember,
} from "../wire/types.ts";
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

/** Everybody on the staff. */
export function everyone(): Promise<Answer<Everyone>> {
  return ask<Everyone>("GET", "/staff");
}

/** Add somebody; the answer has the link by which they sign in first. */
export function addStaff(frame: NewStaff): Promise<Answer<Invited>> {
  return ask<Invited>("POST", "/staff", frame);
}

/** A new link for somebody who can't get in. */
export function makeLink(id: string): Promise<Answer<Invited>> {
  return ask<Invited>("POST", `/staff/${id}/link`);
}

/** Change what somebody is shown and matched by. */
export function changeProfile(id: string, frame: ProfileChange): Promise<Answer<StaffMember>> {
  return ask<StaffMember>("PATCH", `/staff/${id}`, frame);
}

/** Give somebody another role; they are signed out. */
export function setRole(id: string, frame: RoleChange): Promise<Answer<StaffMember>> {
  return ask<StaffMember>("PUT", `/staff/${id}/role`, frame);
}

/** Let somebody in no more, or again; they are signed out. */
export function setActive(id: string, frame: ActiveChange): Promise<Answer<StaffMember>> {
  return ask<StaffMember>("PUT", `/staff/${id}/active`, frame);
}

/** Where somebody is signed in. */
export function sessionsOf(id: string): Promise<Answer<SessionList>> {
  return ask<SessionList>("GET", `/staff/${id}/sessions`);
}

/** Sign somebody out in one place. */
export function endSession(id: string, session: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/sessions/${session}`);
}

/** The last things that were done to staff and settings, the newest first. */
export function auditLines(): Promise<Answer<AuditLines>> {
  return ask<AuditLines>("GET", "/audit");
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
