// The whole behaviour of a responder's desk, without a view.
import type { WrapUp } from "../wire/types.ts";
import type { DeskState } from "./desk_state.ts";
import type { DeskLink, Verdict, World } from "./link.ts";
import { Watched } from "./watched.ts";
import type { SayResult } from "./youth_state.ts";

export declare class DeskSession extends Watched<DeskState> {
  constructor(world: World<DeskLink>);
  setReady(on: boolean): Promise<Verdict>;
  /** Take, or let go, the offer that is on the desk. */
  accept(): Promise<Verdict>;
  decline(): Promise<Verdict>;
  pull(): Promise<Verdict>;
  say(chat: string, text: string): SayResult;
  /** Call it on each key; it goes out at most every 4 seconds. */
  typing(chat: string, on: boolean): void;
  end(chat: string): Promise<Verdict>;
  /** To a colleague by id, or back to the front of the line. */
  handOver(chat: string, to?: string): Promise<Verdict>;
  wrapUp(counts: WrapUp): Promise<Verdict>;
  /** Forgets every key and message before it returns, and closes the link. */
  wipe(): void;
}
