// What a partner's page shows. A state is never changed, only replaced.
import type { PartnerView } from "../wire/types.ts";
import type { Connection } from "./link.ts";
import type { Message, Pictures } from "./youth_state.ts";

export interface PartnerMessage extends Message {
  readonly by: "you" | "youth" | "responder";
}

export interface PartnerState {
  /** `over`: the place has ended, and everything of it is forgotten here. */
  readonly stage: "entering" | "here" | "refused" | "over";
  readonly connection: Connection;
  /** The server can't reach what it keeps chats in: what is written waits in this page. */
  readonly trouble: boolean;
  readonly view: PartnerView | null;
  /** Whether the youth's page has let this page read. */
  readonly canRead: boolean;
  readonly pictures: Pictures | null;
  readonly messages: readonly PartnerMessage[];
  readonly peerTyping: boolean;
  /** The code of what was refused last. */
  readonly failure: string | null;
}

export const ENTERING: PartnerState = {
  stage: "entering",
  connection: "connecting",
  trouble: false,
  view: null,
  canRead: false,
  pictures: null,
  messages: [],
  peerTyping: false,
  failure: null,
};
