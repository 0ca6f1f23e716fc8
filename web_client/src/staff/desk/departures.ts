// Follows a session for the chats that leave the desk: never a word of them, only how they ended.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { DeskState } from "../../chat/desk_state.ts";
import type { Departures } from "./panels.ts";

/** Gives what is known of ended chats, and a way to say that one is dealt with. */
export function useDepartures(session: DeskSession) {
  const departures = useSignal<Departures>({ ended: [], done: [] });
  useEffect(() => {
    function note({ left }: DeskState): void {
      const { ended, done } = departures.value;
      if (left === null || ended.some(({ fence }) => fence === left.fence)) return;
      departures.value = { ended: [...ended, left], done };
    }
    note(session.state);
    return session.subscribe(note);
  }, [session, departures]);
  function dealtWith(fence: number): void {
    const { ended, done } = departures.value;
    departures.value = { ended, done: [...done, fence] };
  }
  return { departures: departures.value, dealtWith };
}
