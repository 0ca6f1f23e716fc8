// What the staff page asks over HTTP. The sign-in cookie is the browser's to send; no script sees it.
import type {
  ActiveChange,
  AllTraining,
  AuditLines,
  ComingShifts,
  DeskSetup,
  Everyone,
  FileRead,
  Guides,
  HolidaysChange,
  Invited,
  ModuleChange,
  MonthCounts,
  NewRecord,
  NewStaff,
  OidcAsked,
  OidcBindings,
  OidcOffer,
  OpeningChange,
  OwnTraining,
  PlanShape,
  PracticeDone,
  PracticeSet,
  ProfileChange,
  Referrals,
  RoleChange,
  SessionList,
  SignedIn,
  SignIn,
  SlotsChange,
  Staffing,
  StaffingAsked,
  StaffMember,
  TodayCounts,
} from "../wire/types.ts";
import { factorShown } from "./account/proof.ts";
import type { Refusal } from "./refusals.ts";

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Sign in with a passkey, a name and a password, or the token of a one-time link. */
export function signIn(frame: SignIn): Promise<Answer<SignedIn>> {
  return ask<SignedIn>("POST", "/session", frame);
}

/** What the organization's own sign-in is called, if there is one. */
export function oidcOffer(): Promise<Answer<OidcOffer>> {
  return ask<OidcOffer>("GET", "/session/oidc");
}

/** Where to sign in at the organization's provider. */
export function oidcAsked(): Promise<Answer<OidcAsked>> {
  return ask<OidcAsked>("POST", "/session/oidc");
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

/** The guides that can stand beside a chat. */
export function guides(): Promise<Answer<Guides>> {
  return ask<Guides>("GET", "/guides");
}

/** For each kind of need: the services that may be given out now, and what is said of them. */
export function referrals(): Promise<Answer<Referrals>> {
  return ask<Referrals>("GET", "/referrals");
}

/** How the line has done since midnight. */
export function today(): Promise<Answer<TodayCounts>> {
  return ask<TodayCounts>("GET", "/counts/today");
}

/** What was counted in a month that is over; without one, in the last. */
export function monthCounts(month: string | null): Promise<Answer<MonthCounts>> {
  return ask<MonthCounts>("GET", `/counts${month ? `?month=${month}` : ""}`);
}

/** What there is to practise, and what was played to its end. */
export function practiceSet(): Promise<Answer<PracticeSet>> {
  return ask<PracticeSet>("GET", "/practice");
}

/** A scenario was played to its end. */
export function practiceDone(id: string): Promise<Answer<PracticeDone>> {
  return ask<PracticeDone>("POST", `/practice/${id}/done`);
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

/** By which account of the organization's own sign-in everybody comes in. */
export function oidcBindings(): Promise<Answer<OidcBindings>> {
  return ask<OidcBindings>("GET", "/oidc");
}

/** Let somebody come in by an account of it, and no other. */
export function bindOidc(id: string, account: string): Promise<Answer<unknown>> {
  return ask("PUT", `/staff/${id}/oidc`, { account });
}

/** Let somebody come in by it no more. */
export function unbindOidc(id: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/oidc`);
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

/** How everybody stands in their training. */
export function allTraining(): Promise<Answer<AllTraining>> {
  return ask<AllTraining>("GET", "/training");
}

/** How one person stands in their training. */
export function trainingOf(id: string): Promise<Answer<OwnTraining>> {
  return ask<OwnTraining>("GET", `/staff/${id}/training`);
}

/** Keep that somebody was trained. */
export function addRecord(id: string, frame: NewRecord): Promise<Answer<unknown>> {
  return ask("POST", `/staff/${id}/training`, frame);
}

/** Take back a record that was entered by mistake. */
export function dropRecord(id: string, module: string, on: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/training/${module}/${on}`);
}

/** Add a module, or change the one that has this id. */
export function setModule(id: string, frame: ModuleChange): Promise<Answer<unknown>> {
  return ask("PUT", `/training/modules/${encodeURIComponent(id)}`, frame);
}

/** Look at all records of a file, and keep them where that is wanted and nothing is wrong. */
export function trainingFile(file: Blob, keep: boolean): Promise<Answer<FileRead>> {
  return ask<FileRead>("POST", `/training/file${keep ? "" : "?dry"}`, file);
}

/** The shifts of the coming four weeks, and who comes. */
export function comingShifts(): Promise<Answer<ComingShifts>> {
  return ask<ComingShifts>("GET", "/shifts");
}

/** The weekly plan, the holidays, and what opens the line. */
export function plan(): Promise<Answer<PlanShape>> {
  return ask<PlanShape>("GET", "/shifts/plan");
}

/** Change the shifts of every week; with one that is left out go its sign-ups. */
export function setSlots(frame: SlotsChange): Promise<Answer<PlanShape>> {
  return ask<PlanShape>("PUT", "/shifts/plan", frame);
}

/** Change the days on which no shift begins. */
export function setHolidays(frame: HolidaysChange): Promise<Answer<PlanShape>> {
  return ask<PlanShape>("PUT", "/shifts/holidays", frame);
}

/** Change what opens the line. */
export function setOpening(frame: OpeningChange): Promise<Answer<PlanShape>> {
  return ask<PlanShape>("PUT", "/shifts/opening", frame);
}

/** Sign somebody up for a shift, by its slot and the date on which it begins. */
export function signUp(id: string, slot: string, on: string): Promise<Answer<unknown>> {
  return ask("POST", `/staff/${id}/shifts`, { slot, on });
}

/** Take back that somebody comes. */
export function withdraw(id: string, slot: string, on: string): Promise<Answer<unknown>> {
  return ask("DELETE", `/staff/${id}/shifts/${slot}/${on}`);
}

/** How many responders each hour needs, beside the weekly plan; nothing is kept of it. */
export function staffing(frame: StaffingAsked): Promise<Answer<Staffing>> {
  return ask<Staffing>("POST", "/staffing", frame);
}

/** Ask something. What needs a fresh factor is asked again once the person has shown one. */
export async function ask<T>(method: string, path: string, frame?: unknown): Promise<Answer<T>> {
  const answer = await once<T>(method, path, frame);
  if (answer.ok || answer.refusal.code !== "step_up_needed") return answer;
  return (await factorShown()) ? once<T>(method, path, frame) : answer;
}

async function once<T>(method: string, path: string, frame: unknown): Promise<Answer<T>> {
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
  if (frame instanceof ArrayBuffer) {
    return { body: frame, headers: { "Content-Type": "application/octet-stream" } };
  }
  if (frame instanceof Blob) return { body: frame, headers: { "Content-Type": "text/csv" } };
  return { body: JSON.stringify(frame), headers: { "Content-Type": "application/json" } };
}

function refusalOf(value: unknown): Refusal {
  const { code, wait_s } = (value ?? {}) as Partial<Refusal>;
  return { code: typeof code === "string" ? code : "try_again", wait_s };
}
