// The whole behaviour of a youth's page, without a view.
import type { IntakeShape } from "../wire/types.ts";
import type { Verdict, World, YouthLink } from "./link.ts";
import { Watched } from "./watched.ts";
import type { SayResult, YouthState } from "./youth_state.ts";

export declare class YouthSession extends Watched<YouthState> {
  constructor(world: World<YouthLink>);
  /** The proof of the place in the line, for the exit beacon; null without a chat. */
  get ticket(): string | null;
  /** Asks for a place in the line; the name is sealed and sent after it. */
  join(intake: IntakeShape, name?: string): void;
  /** Shows the text at once and sends it until the server has it. */
  say(text: string): SayResult;
  /** Call it on each key; it goes out at most every 4 seconds. */
  typing(on: boolean): void;
  cover(on: boolean): void;
  stay(): Promise<Verdict>;
  switchResponder(): Promise<Verdict>;
  /** Answers the share question. */
  share(yes: boolean): void;
  /** Ends the chat here at once; the promise tells whether the server heard. */
  leave(): Promise<boolean>;
  /** Forgets keys, messages and ticket before it returns, and closes the link. */
  wipe(): void;
}
