// Finds what looks like a link, so that it can be shown as text with the host in bold: the host is
// what tells where a link really leads, and a link from a stranger is never one tap away.

export type LinkParts = { before: string; host: string; after: string };

// Without a scheme, `www.` or a path, a word with a dot in it is a link only under a usual ending:
// people forget the space after a full stop.
const USUAL_ENDINGS = new Set(
  "app biz cc chat club co com edu fun gg gov info io lat link live ly me mx net online org page pro ru shop site store to tv uk us video vip ws xyz".split(
    " ",
  ),
);

const WITH_SCHEME = /^([a-z][a-z0-9+.-]*:[\\/]{2,}(?:[^\s\\/?#]*@)?)([^\s\\/?#:@]+)(.*)$/iu;
const BARE = /^((?:[\p{L}\p{N}_-]+\.)+\p{L}{2,})((?::\d+)?(?:[\\/?#].*)?)$/iu;

/** Takes a word without spaces; gives its parts if it looks like a link, else null. */
export function linkParts(word: string): LinkParts | null {
  const full = WITH_SCHEME.exec(word);
  if (full) return { before: full[1] ?? "", host: full[2] ?? "", after: full[3] ?? "" };
  const bare = BARE.exec(word);
  if (!bare) return null;
  const host = bare[1] ?? "";
  const after = bare[2] ?? "";
  return after.length > 1 || looksLikeHost(host) ? { before: "", host, after } : null;
}

function looksLikeHost(host: string): boolean {
  const labels = host.toLowerCase().split(".");
  return labels[0] === "www" || USUAL_ENDINGS.has(labels[labels.length - 1] ?? "");
}
