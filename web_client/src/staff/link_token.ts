// A one-time sign-in link is `<origin>/#<token>`.

/** Takes the token out of the address, so that neither the history nor a screenshot keeps it. */
export function takeLinkToken(page: Window): string | null {
  const token = page.location.hash.slice(1);
  if (page.location.hash !== "") page.history.replaceState(null, "", page.location.pathname);
  return token === "" ? null : token;
}
