// Lets a screen follow a session of the pure core.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Watched } from "../chat/watched.ts";

/** Takes a session; gives its state now, and again each time it changes. */
export function useWatched<State>(session: Watched<State>): State {
  const state = useSignal(session.state);
  useEffect(() => {
    state.value = session.state;
    return session.subscribe((next) => {
      state.value = next;
    });
  }, [session, state]);
  return state.value;
}
