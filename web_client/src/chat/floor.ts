// The behaviour of a supervisor's floor, without a view.
import type { AlertKind, FloorRule, FloorView, LineShape } from "../wire/types.ts";
import { Arrival } from "./arrival.ts";
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

type FloorWorld = Pick<World<FloorLink>, "link" | "now" | "later">;

export class FloorSession extends Watched<FloorState> {
  readonly #world: FloorWorld;

  constructor(world: FloorWorld) {
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

  acknowledge(kind: AlertKind): Promise<Verdict> {
    return this.#tell(this.#world.link.ask("acknowledge", { kind }));
  }

  close(): void {
    this.#world.link.close();
  }

  async #arrive(): Promise<Verdict> {
    const answer = await this.#world.link.ask("arrive", {});
    if (answer.ok) {
      this.change({ rules: answer.rules });
      this.#see(answer.view);
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
  }

  #out(): void {
    this.change({ stage: "signed_out", view: null });
    this.#world.link.close();
  }
}
