// What a responder's desk shows. A state is never changed, only replaced.
import type { ChatEnded, DeskChat, DeskView, Referral } from "../wire/types.ts";
import type { HandOff } from "./hand_off.ts";
import type { HostState } from "./hosting.ts";
import type { Connection } from "./link.ts";
import type { Message, Pictures } from "./youth_state.ts";

export interface DeskChatState {
  readonly chat: string;
  readonly fence: number;
  readonly view: DeskChat;
  /** The name the youth wants to be called; null until it came and opened. */
  readonly name: string | null;
  /** Whether the youth's page has let this page read; nothing can be said before. */
  readonly canRead: boolean;
  readonly pictures: Pictures | null;
  /** The number that came for the check is not the one that was promised; else it is on its way. */
  readonly checkFailed: boolean;
  readonly messages: readonly DeskMessage[];
  /** How many earlier messages the youth chose not to share. */
  readonly notShared: number;
  readonly peerTyping: boolean;
  /** What the youth was asked last: to let somebody be told something. */
  readonly handOff: HandOff | null;
  /** Somebody of another service in this chat, or on the way. */
  readonly partner: HostState;
}

export interface DeskMessage extends Message {
  readonly by: "you" | "youth" | "colleague" | "partner";
}

export interface DeskState {
  readonly stage: "arriving" | "here" | "signed_out";
  readonly connection: Connection;
  /** The server can't reach what it keeps chats in: what is written waits in this page. */
  readonly trouble: boolean;
  readonly view: DeskView | null;
  /** When `view` came, in milliseconds: add the time since to its seconds. */
  readonly viewAt: number;
  /** In the order of `view.chats`. */
  readonly chats: readonly DeskChatState[];
  /** The chat that left the desk last, and why; never a word of it. */
  readonly left: ChatEnded | null;
  /** By fence: what there is to count of the referrals in chats that left the desk. */
  readonly referred: ReadonlyMap<number, readonly Referral[]>;
  /** The code of the last thing that was refused, or `no_encryption`; a success clears it. */
  readonly failure: string | null;
}
