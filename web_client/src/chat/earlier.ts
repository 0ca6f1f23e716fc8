// What this page's person wrote on an earlier page: it stands here as their own, and is kept here
// until the other page shows it.
import type { Said } from "../wire/types.ts";
import type { Keyring } from "./keyring.ts";
import type { Placed } from "./order.ts";
import type { Envelope, KeptMail, Outbox } from "./outbox.ts";
import { type Content, isLasting } from "./sealing.ts";
import type { Transcript } from "./transcript.ts";
import type { Message } from "./youth_state.ts";

/** The chat that it belongs to. */
export interface Belongs<M extends Message> {
  sender: string;
  keyring: Keyring;
  outbox: Outbox;
  transcript: Transcript<M>;
  mine: (message: Message) => M;
  now: () => number;
}

const NOT_IN_THE_LOG = Number.POSITIVE_INFINITY;

export class Earlier<M extends Message> {
  readonly #chat: Belongs<M>;

  constructor(chat: Belongs<M>) {
    this.#chat = chat;
  }

  /** Takes up what the earlier page had not seen shown; it goes out before anything new. */
  async takeUp({ sealed, open }: KeptMail): Promise<void> {
    for (const envelope of sealed) await this.#adopt(envelope);
    const { outbox, transcript, sender } = this.#chat;
    for (const content of open) {
      const key = outbox.add(content);
      if (content.kind === "text") transcript.write(this.#line(key, content, "sending"), sender);
    }
  }

  /** Shows what is in the log. `shown`: the earlier page had seen it shown by the other one. */
  show({ said, place }: Placed, content: Content, shown: boolean): void {
    const { outbox, transcript } = this.#chat;
    if (!isLasting(content)) return;
    if (!shown) outbox.adopt(content, envelopeOf(said), true);
    if (content.kind !== "text") return;
    const status = shown ? "shown" : "accepted";
    transcript.add(this.#line(said.cid, content, status), place, said);
  }

  async #adopt(envelope: Envelope): Promise<void> {
    const { keyring, outbox, transcript, sender } = this.#chat;
    const said = { ...envelope, chat: keyring.chat, sender, seq: 0 };
    const content = await keyring.open(said);
    if (!content || !isLasting(content)) return;
    outbox.adopt(content, envelope, false);
    if (content.kind !== "text") return;
    transcript.add(this.#line(said.cid, content, "sending"), NOT_IN_THE_LOG, said);
  }

  #line(key: string, content: Content, status: NonNullable<Message["status"]>): M {
    const text = content.kind === "text" ? content.text : "";
    return this.#chat.mine({ key, mine: true, from: "", text, status, at: this.#chat.now() });
  }
}

function envelopeOf({ cid, n, epoch, body }: Said): Envelope {
  return { cid, n, epoch, body };
}
