// Time for the tests: it goes on only when it is told to.
interface Due {
  at: number;
  then: () => void;
}

export class Clock {
  #now = 0;
  #due: Due[] = [];

  now = (): number => this.#now;

  later = (ms: number, then: () => void): (() => void) => {
    const due = { at: this.#now + ms, then };
    this.#due.push(due);
    return () => {
      this.#due = this.#due.filter((other) => other !== due);
    };
  };

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((due) => due !== next);
      this.#now = next.at;
      next.then();
    }
    this.#now = end;
  }
}
