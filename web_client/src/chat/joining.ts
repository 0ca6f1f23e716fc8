// A supervisor asks a youth to be let into the chat: again and again, since nobody keeps the question,
// until the youth has answered, or for two minutes.
import { toBase64 } from "./bytes.ts";
import type { ReaderKeys } from "./hpke.ts";
import { openLink } from "./join_link.ts";
import type { FloorLink, Verdict, World } from "./link.ts";
import { Watched } from "./watched.ts";

/** `link`: what stands behind the `#` of the way in, with the youth's yes. */
export type Join =
  | { readonly stage: "asked" | "refused" | "unanswered" }
  | { readonly stage: "let_in"; readonly link: string };

export interface JoiningState {
  readonly chats: ReadonlyMap<string, Join>;
}

const AGAIN_MS = 5_000;
const TIMES = 24;

export class Joining extends Watched<JoiningState> {
  readonly #world: World<FloorLink>;
  readonly #keys: () => Promise<ReaderKeys>;
  readonly #stops = new Map<string, () => void>();

  constructor(world: World<FloorLink>, keys: () => Promise<ReaderKeys>) {
    super({ chats: new Map() });
    this.#world = world;
    this.#keys = keys;
    world.link.on("join_answered", ({ chat, sealed }) => this.#answered(chat, sealed));
  }

  async ask(chat: string): Promise<Verdict> {
    this.#stops.get(chat)?.();
    const answer = await this.#send(chat);
    if (answer.ok) {
      this.#set(chat, { stage: "asked" });
      this.#again(chat, TIMES);
    }
    return answer;
  }

  wipe(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
    this.change({ chats: new Map() });
  }

  async #send(chat: string): Promise<Verdict> {
    const back_key = toBase64((await this.#keys()).publicKey);
    return this.#world.link.ask("ask_join", { chat, back_key });
  }

  #again(chat: string, times: number): void {
    const stop = this.#world.later(AGAIN_MS, () => {
      if (times === 0) {
        this.#set(chat, { stage: "unanswered" });
        return;
      }
      void this.#send(chat);
      this.#again(chat, times - 1);
    });
    this.#stops.set(chat, stop);
  }

  async #answered(chat: string, sealed: string | null): Promise<void> {
    if (this.state.chats.get(chat)?.stage !== "asked") return;
    const link = sealed && (await openLink(await this.#keys(), chat, sealed));
    if (sealed && !link) return;
    this.#stops.get(chat)?.();
    this.#set(chat, link ? { stage: "let_in", link } : { stage: "refused" });
  }

  #set(chat: string, join: Join): void {
    this.change({ chats: new Map(this.state.chats).set(chat, join) });
  }
}
