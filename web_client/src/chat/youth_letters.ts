// What the youth's page makes of what comes: shown, answered, or not believed.
import type { Epochs } from "./epochs.ts";
import { type Inviting, isPartner } from "./inviting.ts";
import type { Placed } from "./order.ts";
import { shownAs } from "./showing.ts";
import type { PlacedLetter, Thread } from "./thread.ts";
import type { TypingIn } from "./typing.ts";
import type { YouthHandOff } from "./youth_hand_off.ts";
import type { Message } from "./youth_state.ts";

export const YOUTH = "youth";

/** The chat that it comes to. */
interface Belongs {
  readonly thread: Thread<Message>;
  readonly epochs: Epochs;
  readonly handOff: YouthHandOff;
  readonly inviting: Inviting;
  readonly typingIn: TypingIn;
  /** The first epoch of this page: what is older was said to an earlier one. */
  readonly since: number;
  /** By epoch: how many messages an earlier page had numbered. */
  readonly before: ReadonlyMap<number, number>;
  readonly now: () => number;
  /** The chat goes on in another page of the same person. */
  readonly over: () => void;
}

export class YouthLetters {
  readonly #chat: Belongs;

  constructor(chat: Belongs) {
    this.#chat = chat;
  }

  /** Takes what was opened and stands in its place. */
  async read(letter: PlacedLetter): Promise<void> {
    const { said, content } = letter;
    if (said.sender === YOUTH) return this.#own(letter);
    const seat = this.#chat.epochs.seat(said.sender);
    if (!seat || !this.#chat.epochs.mayWrite(said.sender, said.epoch)) {
      this.#show({ ...letter, content: null });
    } else if (content?.kind === "check") {
      const answer = await this.#chat.epochs.answerCheck(seat, said.epoch, content.nonce);
      if (answer) this.#chat.thread.send({ kind: "check", nonce: answer }, said.epoch);
    } else if (content?.kind === "handoff") {
      const from = said.epoch < this.#chat.since ? null : this.#chat.epochs.page(said.sender);
      if (isPartner(seat.id) || !this.#chat.handOff.heard(content.text, from))
        this.#show({ ...letter, content: null });
    } else if (content?.kind === "invite") {
      if (!isPartner(seat.id)) this.#chat.inviting.ask(content.invite, seat.id, seat.name);
    } else if (content?.kind === "card" && isPartner(seat.id)) {
      this.#show({ ...letter, content: null });
    } else if (content?.kind !== "name" && content?.kind !== "answer") {
      this.#show(letter);
    }
  }

  /** Epochs are made here, or in an earlier page: only a later page's are ahead of this one's. */
  locked(placed: Placed): void {
    const { sender, epoch } = placed.said;
    if (sender === YOUTH && epoch > this.#chat.epochs.now) this.#chat.over();
    else this.#show({ ...placed, content: null, gap: false });
  }

  #own(letter: PlacedLetter): void {
    const { said, content } = letter;
    const shown = said.n <= (this.#chat.before.get(said.epoch) ?? 0);
    if (content) this.#chat.thread.earlier.show(letter, content, shown);
  }

  #show({ said, place, content, gap }: PlacedLetter): void {
    const readable = shownAs(content);
    const key = readable ? `${said.sender} ${said.epoch} ${said.n}` : `? ${said.cid}`;
    if (!readable && this.#chat.thread.transcript.has(key)) return;
    const message: Message = {
      key,
      mine: said.sender === YOUTH,
      from: this.#chat.epochs.name(said.sender),
      at: this.#chat.now(),
      ...(readable ?? { text: "", unreadable: true }),
      ...(gap ? { gapBefore: true } : {}),
    };
    this.#chat.thread.transcript.add(message, place, readable ? said : null);
    if (this.#chat.typingIn.who === said.sender) this.#chat.typingIn.set(null);
  }
}
