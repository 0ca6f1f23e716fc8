// A scripted youth for practice: what is typed, said and done, and when. It has no clock and no
// dice: whoever plays it gives the time, and the same calls at the same times give the same deeds.
//
// A beat: back, where they come back; each line after its pause; away, cover or leave; then so many
// messages of the responder are waited for. Messages count from the first line of the beat on: what
// comes earlier still belongs to the beat before.

export type Act = "away" | "back" | "cover" | "leave";

export interface ScriptLine {
  readonly text: string;
  readonly after_s: number;
}

export interface ScriptBeat {
  readonly lines: readonly ScriptLine[];
  /** How many messages of the responder are waited for. */
  readonly replies: number;
  readonly if_quiet: { readonly after_s: number; readonly lines: readonly ScriptLine[] } | null;
  readonly does: Act | null;
}

/** A scenario's beats, in one language. */
export type Script = readonly ScriptBeat[];

/** A message that is said ends the typing by itself. */
export type Deed =
  | { readonly kind: "typing"; readonly on: boolean }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "do"; readonly act: Act };

/** Where the script is, for the responder. */
export interface Place {
  /** Counted from 1. */
  readonly beat: number;
  readonly of: number;
  readonly doing: "pausing" | "typing" | "waiting" | "over";
  /** How many messages of the responder are waited for still. */
  readonly replies: number;
  /** The youth can't be talked to: the page is gone, or covered. */
  readonly hidden: "away" | "cover" | null;
}

interface Step {
  readonly at: number;
  readonly deed: Deed;
}

const LETTER_MS = 150;
/** A desk stops showing that somebody writes when it hears nothing new for 10 seconds. */
const TYPING_MS = { least: 1_000, most: 8_000 };
/** Between the last line and going: sealing and sending it takes a moment. */
const LINGER_MS = 2_000;

export class Practice {
  readonly #script: Script;
  #at = 0;
  /** The deeds to come, in order. */
  #plan: Step[] = [];
  #linesDone = false;
  /** The first line of the beat has been said. */
  #listens = false;
  #heard = 0;
  #typing = false;
  #quietBegun = false;
  #hidden: Place["hidden"] = null;

  /** All times are in milliseconds, of one clock that never goes back. */
  constructor(script: Script, now: number) {
    this.#script = script;
    this.#begin(0, now);
  }

  get place(): Place {
    return {
      beat: Math.min(this.#at + 1, this.#script.length),
      of: this.#script.length,
      doing: this.#doing,
      replies: Math.max(0, (this.#beat?.replies ?? 0) - this.#heard),
      hidden: this.#hidden,
    };
  }

  /** When `pass` will have something to do; null: not before the responder has written. */
  get next(): number | null {
    return this.#plan[0]?.at ?? null;
  }

  /** Gives all that is due by now and was not given yet, in order. */
  pass(now: number): Deed[] {
    const deeds: Deed[] = [];
    for (let step = this.#due(now); step; step = this.#due(now)) {
      deeds.push(step.deed);
      this.#note(step.deed);
      if (this.#plan.length === 0) this.#settle(step.at);
    }
    return deeds;
  }

  /** The responder has said something. */
  heard(now: number): Deed[] {
    const deeds = this.pass(now);
    if (!this.#listens) return deeds;
    this.#heard += 1;
    if (!this.#linesDone) return deeds;
    // What was meant for the quiet need not be said any more.
    if (this.#typing) deeds.push({ kind: "typing", on: false });
    this.#typing = false;
    this.#plan = [];
    this.#settle(now);
    return deeds;
  }

  /** None: the script is over. */
  get #beat(): ScriptBeat | undefined {
    return this.#script[this.#at];
  }

  get #doing(): Place["doing"] {
    if (!this.#beat) return "over";
    if (this.#typing) return "typing";
    return this.#linesDone ? "waiting" : "pausing";
  }

  #due(now: number): Step | undefined {
    const [step] = this.#plan;
    return step && step.at <= now ? this.#plan.shift() : undefined;
  }

  #note(deed: Deed): void {
    if (this.#linesDone) this.#quietBegun = true;
    if (deed.kind === "typing") this.#typing = deed.on;
    else this.#typing = false;
    if (deed.kind === "say") this.#listens = true;
    if (deed.kind === "do") this.#hidden = hidden(deed.act);
  }

  #begin(at: number, now: number): void {
    this.#at = at;
    this.#heard = 0;
    this.#linesDone = false;
    this.#listens = false;
    this.#quietBegun = false;
    this.#plan = this.#beat ? steps(this.#beat, now) : [];
  }

  /** The lines are done, or a message was heard after them. */
  #settle(now: number): void {
    const beat = this.#beat;
    if (!beat) return;
    this.#linesDone = true;
    if (this.#heard >= beat.replies) this.#begin(this.#at + 1, now);
    else if (beat.if_quiet && !this.#quietBegun) {
      this.#plan = typed(beat.if_quiet.lines, now + beat.if_quiet.after_s * 1_000);
    }
  }
}

function hidden(act: Act): Place["hidden"] {
  return act === "away" || act === "cover" ? act : null;
}

function steps({ lines, does }: ScriptBeat, now: number): Step[] {
  const plan = typed(lines, now);
  if (does === null) return plan;
  const deed: Deed = { kind: "do", act: does };
  if (does === "back") return [{ at: plan[0]?.at ?? now, deed }, ...plan];
  return [...plan, { at: (plan.at(-1)?.at ?? now) + LINGER_MS, deed }];
}

function typed(lines: readonly ScriptLine[], from: number): Step[] {
  const plan: Step[] = [];
  let at = from;
  for (const { text, after_s } of lines) {
    at += after_s * 1_000;
    plan.push({ at, deed: { kind: "typing", on: true } });
    at += typingMs(text);
    plan.push({ at, deed: { kind: "say", text } });
  }
  return plan;
}

function typingMs(text: string): number {
  return Math.min(TYPING_MS.most, Math.max(TYPING_MS.least, text.length * LETTER_MS));
}
