// What the desk knows of practice: whether it is on, which scenario, and that no real chat is open
// beside it. A real chat ends it at once.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskState } from "../../chat/desk_state.ts";
import { NOT_NOW, type Verdict } from "../../chat/link.ts";
import type { PracticeSession } from "../../chat/practice_session.ts";
import type { PracticeScenario, PracticeSet } from "../../wire/types.ts";
import { openPractice } from "../sessions.ts";
import { type Language, say } from "../words.ts";
import { scriptOf } from "./script.ts";

/** A scenario that is being played. */
export interface Playing {
  readonly scenario: PracticeScenario;
  readonly tongue: Language;
  readonly session: PracticeSession;
}

type Now = "off" | "list" | Playing;

export interface PracticeDesk {
  readonly on: boolean;
  /** A real chat has stopped it. */
  readonly stopped: boolean;
  /** Null while there is a list to choose from. */
  readonly playing: Playing | null;
  /** The languages of whoever sits here. */
  readonly languages: readonly Language[];
  /** Puts the desk to rest first. */
  readonly open: () => Promise<Verdict>;
  readonly close: () => void;
  readonly toList: () => void;
  /** Refused while there is something real to answer. */
  readonly start: (set: PracticeSet, scenario: PracticeScenario, tongue: Language) => Verdict;
}

const DONE: Verdict = { ok: true };

/** Lets a desk practise; whatever is played is wiped when the desk goes. */
export function usePractice(desk: DeskSession): PracticeDesk {
  const now = useSignal<Now>("off");
  const stopped = useSignal(false);

  function become(next: Now): void {
    const before = now.value;
    if (typeof before === "object") before.session.stop();
    now.value = next;
    stopped.value = false;
  }
  async function open(): Promise<Verdict> {
    const rests = desk.state.view?.me.ready ? await desk.setReady(false) : DONE;
    if (!rests.ok) return rests;
    if (isOpen(desk.state)) return NOT_NOW;
    become("list");
    return DONE;
  }
  function start(set: PracticeSet, scenario: PracticeScenario, tongue: Language): Verdict {
    const { view } = desk.state;
    if (!view || view.offer || isOpen(desk.state)) return NOT_NOW;
    const session = openPractice({
      script: scriptOf(scenario, tongue),
      intake: { ...scenario.intake, language: tongue },
      name: say("practice.youth"),
      me: view.me,
      offer_s: set.offer_s,
    });
    become({ scenario, tongue, session });
    return DONE;
  }
  useEffect(() => {
    function mind({ view, stage }: DeskState): void {
      const taken = isOpen({ view });
      if (now.value === "off" || (!taken && stage !== "signed_out")) return;
      become("off");
      stopped.value = taken;
    }
    const unsubscribe = desk.subscribe(mind);
    return () => {
      unsubscribe();
      become("off");
    };
  }, [desk]);

  const at = now.value;
  return {
    on: at !== "off",
    stopped: stopped.value,
    playing: typeof at === "object" ? at : null,
    languages: desk.state.view?.me.languages ?? [],
    open,
    close: () => become("off"),
    toList: () => become("list"),
    start,
  };
}

/** There is a real chat here. */
function isOpen({ view }: Pick<DeskState, "view">): boolean {
  return view !== null && view.chats.length > 0;
}
