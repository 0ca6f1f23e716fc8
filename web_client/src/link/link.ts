// The one importer of socket.io-client.
import type { DeskLink, FloorLink, YouthLink } from "../chat/link.ts";

interface Doors {
  youth: YouthLink;
  responder: DeskLink;
  supervisor: FloorLink;
}

/** What goes with each connect; staff fetch a fresh token here. */
export type Auth = () => Promise<Record<string, string>>;

/** Connects to a door of the server that this page came from. */
export declare function connect<Door extends keyof Doors>(door: Door, auth?: Auth): Doors[Door];
