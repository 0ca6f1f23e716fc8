// The behaviour of a supervisor's floor, without a view.
import type { AlertKind, FloorRule, FloorView, LineShape, Notice } from "../wire/types.ts";
import { Arrival } from "./arrival.ts";
import { FloorNotes } from "./floor_notes.ts";
import { makeReaderKeys } from "./hpke.ts";
import { Joining } from "./joining.ts";
import type { Connection, FloorLink, Verdict, World } from "./link.ts";
import { Watched } from "./watched.ts";

export interface FloorState {
  readonly stage: "arriving" | "here" | "signed_out";
  readonly connection: Connection;
  /** The server can't reach what it keeps chats in: nothing can be changed here meanwhile. */
  readonly trouble: boolean;
  readonly view: FloorView | null;
  /** When `view` came, in milliseconds: add the time since to its seconds. */
  readonly viewAt: number;
  /** What raises an alert here. */
  readonly rules: readonly FloorRule[];
  readonly failure: string | null;
}

export class FloorSession extends Watched<FloorState> {
  readonly #world: World<FloorLink>;
  /** What this floor and responders write to each other. */
  readonly notes: FloorNotes;
  /** The chats whose youth was asked to let this supervisor in. */
  readonly joining: Joining;

  constructor(world: World<FloorLink>) {
    const { link } = world;
    super({
      stage: "arriving",
      connection: link.connection,
      trouble: false,
      view: null,
      viewAt: 0,
      rules: [],
      failure: null,
    });
    this.#world = world;
    const own = once(makeReaderKeys);
    this.notes = new FloorNotes(world, own);
    this.joining = new Joining(world, own);
    link.on("changed", ({ view }) => this.#see(view));
    link.on("signed_out", () => this.#out());
    link.on("trouble", ({ on }) => this.change({ trouble: on }));
    new Arrival(link, world.later, {
      arrive: () => this.#arrive(),
      connection: (connection) => this.change({ connection, trouble: false }),
      out: () => this.#out(),
    });
  }

  pullBack(chat: string): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("pull_back", { chat }));
  }

  lowerHand(staff: string): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("lower_hand", { staff }));
  }

  setLine(state: LineShape["state"]): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("set_line", { state }));
  }

  /** Tells those who wait something for an hour; null: nothing any more. */
  setNotice(notice: Notice | null): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("set_notice", { notice }));
  }

  setSurge(on: boolean): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("set_surge", { on }));
  }

  raiseCap(staff: string, on: boolean): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("raise_cap", { staff, on }));
  }

  handOver(chat: string, to: string): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("hand_over", { chat, to }));
  }

  acknowledge(kind: AlertKind): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("acknowledge", { kind }));
  }

  close(): void {
    this.#forget();
    this.#world.link.close();
  }

  #forget(): void {
    this.notes.wipe();
    this.joining.wipe();
  }

  async #arrive(): Promise<Verdict> {
    const answer = await this.#world.link.ask("arrive", {});
    if (answer.ok) {
      this.change({ rules: answer.rules });
      this.#see(answer.view);
      void this.notes.arrived();
    }
    return answer;
  }

  async #tell(asked: Promise<Verdict>): Promise<Verdict> {
    const answer = await asked;
    this.change({ failure: answer.ok ? null : answer.code });
    return answer;
  }

  #see(view: FloorView): void {
    if (this.state.stage === "signed_out") return;
    this.change({ stage: "here", view, viewAt: this.#world.now() });
    this.notes.see(view.responders);
  }

  #out(): void {
    this.change({ stage: "signed_out", view: null });
    this.#forget();
    this.#world.link.close();
  }
}

/** Makes something when it is first wanted. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
