// A snapshot that can be watched.

/** Holds one state; whoever subscribes is told of each new one. */
export class Watched<State> {
  #state: State;
  readonly #watchers = new Set<(state: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Gives a function that ends the subscription. */
  subscribe(tell: (state: State) => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  /** Replaces the state by one with these parts changed, and tells. */
  protected change(parts: Partial<State>): void {
    this.#state = { ...this.#state, ...parts };
    for (const tell of this.#watchers) tell(this.#state);
  }
}
