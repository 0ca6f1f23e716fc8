// What a youth's page shows. A state is never changed, only replaced.
import type { Reader, YouthEnded, YouthView } from "../wire/types.ts";
import type { Card } from "./card.ts";
import type { HandOff } from "./hand_off.ts";
import { NO_PARTNER, type PartnerState } from "./inviting.ts";
import type { Connection } from "./link.ts";

/** Three pictures, each one of 64 (0 to 63). */
export type Pictures = readonly [number, number, number];

/**
 * `shown`: it stands on the other page; until then this page keeps it, to send it again.
 * `refused`: the server will never take it; the words stay on the page.
 */
export type Delivery = "sending" | "accepted" | "shown" | "refused";

/** Why nothing was sent. `no_key`: there is no chat to seal it for. */
export type SayResult = "said" | "empty" | "too_long" | "no_key";

export interface Message {
  readonly key: string;
  readonly mine: boolean;
  /** Who wrote it; empty for what the page's own person wrote. */
  readonly from: string;
  readonly text: string;
  /** Other help in place of words; `text` is empty. */
  readonly card?: Card;
  /** Only of one's own messages. */
  readonly status?: Delivery;
  /** Milliseconds, by this page's clock: when it was written or came here. */
  readonly at: number;
  /** It came, but does not open; `text` is empty. */
  readonly unreadable?: boolean;
  /** "A message may be missing" belongs before this one. */
  readonly gapBefore?: boolean;
}

export interface YouthReader {
  readonly id: string;
  readonly name: string;
  /** Of a partner: where they work; empty for staff. */
  readonly service: string;
  readonly role: Reader["role"];
  readonly link: Reader["link"];
  /** The keys went out to them. It never says no while they might read. */
  readonly canRead: boolean;
  /** How often the same seat came back with a new key: the page says so. */
  readonly cameBack: number;
  readonly pictures: Pictures | null;
}

/** "Dana will go on with you. Share what we've said so far?" */
export interface ShareQuestion {
  readonly reader: string;
  readonly name: string;
}

/** What somebody asks to tell somebody else, and how far it is. */
export interface YouthsHandOff extends HandOff {
  /** The name of who asks. */
  readonly from: string;
}

export interface YouthState {
  readonly stage: "idle" | "joining" | "waiting" | "talking" | "ended";
  readonly connection: Connection;
  /** The server can't reach what it keeps chats in: what is written waits in this page. */
  readonly trouble: boolean;
  readonly view: YouthView | null;
  readonly messages: readonly Message[];
  readonly readers: readonly YouthReader[];
  readonly shareQuestion: ShareQuestion | null;
  readonly handOff: YouthsHandOff | null;
  /** Somebody of another service who may come in. */
  readonly partner: PartnerState;
  /** The name of the reader who is writing. */
  readonly peerTyping: string | null;
  readonly covered: boolean;
  /** Return words lead here: the exit then keeps the chat for a while. */
  readonly returns: boolean;
  readonly ended: YouthEnded["why"] | null;
  /** The code of the last thing that was refused, or `no_encryption`; a success clears it. */
  readonly failure: string | null;
}

export const EMPTY: YouthState = {
  stage: "idle",
  connection: "connecting",
  trouble: false,
  view: null,
  messages: [],
  readers: [],
  shareQuestion: null,
  handOff: null,
  partner: NO_PARTNER,
  peerTyping: null,
  covered: false,
  returns: false,
  ended: null,
  failure: null,
};
