// The behaviour of a supervisor's floor, without a view.
import type { FloorView, LineShape } from "../wire/types.ts";
import type { Connection, FloorLink, Verdict, World } from "./link.ts";
import { Watched } from "./watched.ts";

export interface FloorState {
  readonly stage: "arriving" | "here" | "signed_out";
  readonly connection: Connection;
  readonly view: FloorView | null;
  /** When `view` came, in milliseconds: add the time since to its seconds. */
  readonly viewAt: number;
  readonly failure: string | null;
}

export declare class FloorSession extends Watched<FloorState> {
  constructor(world: Pick<World<FloorLink>, "link" | "now" | "later">);
  pullBack(chat: string): Promise<Verdict>;
  setLine(state: LineShape["state"]): Promise<Verdict>;
  close(): void;
}
