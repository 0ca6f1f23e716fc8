// A one-time sign-in link is `<origin>/#<token>`; whoever comes back from the organization's own
// sign-in in vain, to `<origin>/#oidc=<code>`.
import type { Refusal } from "./refusals.ts";

const CAME_BACK = "#oidc=";

/** Takes why the organization's own sign-in let nobody in out of the address; null: it did not say. */
export function takeCameBack(page: Window): Refusal | null {
  const { hash, pathname } = page.location;
  if (!hash.startsWith(CAME_BACK)) return null;
  page.history.replaceState(null, "", pathname);
  return { code: hash.slice(CAME_BACK.length) };
}

/** Takes the token out of the address, so that neither the history nor a screenshot keeps it. */
export function takeLinkToken(page: Window): string | null {
  const token = page.location.hash.slice(1);
  if (page.location.hash !== "") page.history.replaceState(null, "", page.location.pathname);
  return token === "" ? null : token;
}
