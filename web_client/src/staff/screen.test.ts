// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from "vitest";
import { takeCameBack, takeLinkToken } from "./link_token.ts";
import { begin, screen, signIn, signOut } from "./screen.ts";

type Reply = { status: number; body?: unknown };

const asked: { method: string; path: string; body: unknown }[] = [];
let replies: (Reply | "offline")[] = [];

beforeEach(() => {
  asked.length = 0;
  screen.value = { at: "loading" };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ method: init.method ?? "", path, body: init.body && JSON.parse(`${init.body}`) });
    const reply = replies.shift() ?? "offline";
    if (reply === "offline") throw new TypeError("offline");
    const body = reply.body === undefined ? null : JSON.stringify(reply.body);
    return new Response(body, { status: reply.status });
  });
});

const NO_SESSION = { status: 401, body: { ok: false, code: "not_signed_in" } };

it("takes the token out of the address before anything else", () => {
  window.history.replaceState(null, "", "/#tok_en-1");
  expect(takeLinkToken(window)).toBe("tok_en-1");
  expect(window.location.href).not.toContain("tok_en");
  expect(window.location.hash).toBe("");
  expect(takeLinkToken(window)).toBeNull();
});

it("asks for the session on load, and says nothing when there is none", async () => {
  replies = [NO_SESSION];
  await begin(null);
  expect(asked).toEqual([{ method: "GET", path: "/session", body: undefined }]);
  expect(screen.value).toEqual({ at: "signin", note: null });
});

it("says when the server can't be reached", async () => {
  await begin(null);
  expect(screen.value).toEqual({ at: "signin", note: { code: "offline" } });
});

it("spends a link's token, and says when it is spent", async () => {
  replies = [NO_SESSION];
  await begin("token-1");
  expect(asked).toEqual([{ method: "POST", path: "/session", body: { link: "token-1" } }]);
  expect(screen.value).toEqual({ at: "signin", note: "signin.link_used" });
});

it("gives the refusal of a sign-in and stays", async () => {
  replies = [{ status: 429, body: { ok: false, code: "too_fast", wait_s: 30 } }];
  expect(await signIn({ name: "a", password: "b" })).toEqual({ code: "too_fast", wait_s: 30 });
  expect(screen.value).toEqual({ at: "loading" });
});

it("leaves the screen at once on signing out, and says if the server did not hear it", async () => {
  const leaving = signOut();
  expect(screen.value).toEqual({ at: "signin", note: "signin.out" });
  await leaving;
  expect(screen.value).toEqual({ at: "signin", note: "signin.still_in" });
  replies = [{ status: 204 }];
  await signOut();
  expect(screen.value).toEqual({ at: "signin", note: "signin.out" });
});

it("takes why the organization's sign-in let nobody in out of the address", () => {
  window.history.replaceState(null, "", "/#oidc=oidc_down");
  expect(takeCameBack(window)).toEqual({ code: "oidc_down" });
  expect(window.location.hash).toBe("");
  window.history.replaceState(null, "", "/#tok_en-1");
  expect(takeCameBack(window)).toBeNull();
  expect(takeLinkToken(window)).toBe("tok_en-1");
});
