// A practice chat: the real session of a desk, the real session of a youth, and a script that is
// the youth's hands. All of it is in this page, and nothing of it leaves.
import type { IntakeShape } from "../wire/types.ts";
import { DeskSession } from "./desk.ts";
import type { Link, World } from "./link.ts";
import type { PageLink } from "./page_link.ts";
import { type Act, type Deed, type Place, Practice, type Script } from "./practice.ts";
import { type Phase, PracticeRoom, type Seating } from "./practice_room.ts";
import { Watched } from "./watched.ts";
import { YouthSession } from "./youth.ts";
import type { YouthState } from "./youth_state.ts";

/** Who comes, and what they do. */
export interface Play extends Seating {
  readonly script: Script;
  readonly intake: IntakeShape;
  /** What the youth wants to be called. */
  readonly name: string;
}

export interface PracticeState {
  readonly phase: Phase;
  /** Where the script is; null before the chat is open. */
  readonly place: Place | null;
}

type Around = Omit<World<unknown>, "link">;

export class PracticeSession extends Watched<PracticeState> {
  /** For the desk's own components. */
  readonly desk: DeskSession;
  readonly #youth: YouthSession;
  readonly #room: PracticeRoom;
  readonly #script: Script;
  readonly #around: Around;
  #player: Practice | null = null;
  /** How many messages of the responder stand on the youth's page. */
  #heard = 0;
  #callOff: (() => void) | null = null;

  constructor({ script, intake, name, ...seating }: Play, around: Around) {
    super({ phase: "waiting", place: null });
    this.#script = script;
    this.#around = around;
    this.#room = new PracticeRoom(seating, around, () => this.#moved());
    this.desk = new DeskSession(worldOf(around, this.#room.desk));
    this.#youth = new YouthSession(worldOf(around, this.#room.youth));
    this.#youth.subscribe((state) => this.#listen(state));
    this.#youth.join(intake, name);
  }

  /** All that the script has to say was said, whoever ended the chat after that. */
  get finished(): boolean {
    const { place } = this.state;
    return place?.beat === place?.of && (place?.doing === "waiting" || place?.doing === "over");
  }

  /** Forgets every key and message before it returns. */
  stop(): void {
    this.#rest();
    this.#room.close();
    this.#youth.wipe();
    this.desk.wipe();
  }

  #moved(): void {
    const { phase } = this.#room;
    if (phase === "open") this.#player = new Practice(this.#script, this.#around.now());
    this.#show();
    if (phase === "open") this.#goOn([]);
    if (phase === "wrapping") this.#rest();
  }

  #listen({ messages }: YouthState): void {
    const read = messages.filter(({ mine, unreadable }) => !mine && !unreadable).length;
    const fresh = Math.max(0, read - this.#heard);
    this.#heard += fresh;
    const now = this.#around.now();
    for (let n = 0; n < fresh; n++) this.#goOn(this.#player?.heard(now) ?? []);
  }

  /** Does what is due, and looks again when the next thing is. */
  #goOn(deeds: readonly Deed[]): void {
    const player = this.#player;
    if (!player) return;
    for (const deed of [...deeds, ...player.pass(this.#around.now())]) this.#do(deed);
    if (this.#player === null) return;
    this.#show();
    this.#callOff?.();
    const wait = player.next === null ? null : player.next - this.#around.now();
    this.#callOff = wait === null ? null : this.#around.later(wait, () => this.#goOn([]));
  }

  #do(deed: Deed): void {
    if (deed.kind === "typing") this.#youth.typing(deed.on);
    else if (deed.kind === "say") this.#youth.say(deed.text);
    else this.#act(deed.act);
  }

  #act(act: Act): void {
    if (act === "away") this.#room.connect(false);
    else if (act === "cover") this.#youth.cover(true);
    else if (act === "leave") void this.#youth.leave();
    else this.#comeBack();
  }

  #comeBack(): void {
    if (this.#youth.state.covered) this.#youth.cover(false);
    else this.#room.connect(true);
  }

  #show(): void {
    this.change({ phase: this.#room.phase, place: this.#player?.place ?? this.state.place });
  }

  /** The youth does nothing more. */
  #rest(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#player = null;
  }
}

function worldOf<Asks, Tells>(
  around: Around,
  link: PageLink<Asks, Tells>,
): World<Link<Asks, Tells>> {
  return { ...around, link };
}
