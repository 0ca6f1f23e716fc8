// Lets the Python tests call what the pages work out by themselves: one JSON a line in, one out.
import { createInterface } from "node:readline";
import { fromBase64, toBase64 } from "../../web_client/src/chat/bytes.ts";
import { openGrant, sealGrant } from "../../web_client/src/chat/grants.ts";
import { makeReaderKeys } from "../../web_client/src/chat/hpke.ts";
import { openNote, sealNote } from "../../web_client/src/chat/notes.ts";
import { commitment, pictures } from "../../web_client/src/chat/pictures.ts";
import { openKept, returnKeys, sealKept } from "../../web_client/src/chat/return_keys.ts";
import { openBody, sealBody, senderKey } from "../../web_client/src/chat/sealing.ts";
import { isOpen } from "../../web_client/src/parts/place/open_now.ts";

const own = await makeReaderKeys();

const asks = {
  key: async () => toBase64(own.publicKey),
  sealGrant: async ({ to, stamp, secrets, commit }) =>
    sealGrant(to, stamp, { secrets: new Map(secrets.map(named)), commit: fromBase64(commit) }),
  openGrant: async ({ stamp, sealed }) => {
    const keys = await openGrant(own, stamp, sealed);
    if (!keys) return null;
    const secrets = [...keys.secrets].map(([epoch, secret]) => [epoch, toBase64(secret)]);
    return { secrets, commit: toBase64(keys.commit) };
  },
  sealNote: async ({ to, id, text }) => sealNote(to, id, text),
  openNote: async ({ id, sealed }) => openNote(own, id, sealed),
  sealBody: async ({ secret, stamp, content, nonce }) => {
    const key = await senderKey(fromBase64(secret), stamp);
    return sealBody(key, stamp, fromWire(content), fromBase64(nonce));
  },
  openBody: async ({ secret, stamp, body }) => {
    const content = await openBody(await senderKey(fromBase64(secret), stamp), stamp, body);
    return content?.kind === "check" ? { ...content, nonce: toBase64(content.nonce) } : content;
  },
  returnToken: async ({ words }) => (await returnKeys(words)).token,
  sealKept: async ({ words, text, nonce }) =>
    sealKept(await returnKeys(words), text, fromBase64(nonce)),
  openKept: async ({ words, blob }) => openKept(await returnKeys(words), blob),
  isOpen: async ({ hours, now }) => isOpen(hours, now),
  commitment: async ({ youth }) => toBase64(await commitment(fromBase64(youth))),
  pictures: async ({ youth, reader, point, secret }) =>
    pictures({
      youthNonce: fromBase64(youth),
      readerNonce: fromBase64(reader),
      publicKey: fromBase64(point),
      secret: fromBase64(secret),
    }),
};

function named([epoch, secret]) {
  return [epoch, fromBase64(secret)];
}

function fromWire(content) {
  return content.kind === "check" ? { ...content, nonce: fromBase64(content.nonce) } : content;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await asks[ask](given))}\n`);
}
