// Marks what is practice. The desk's own components show a real chat and a practised one alike; they
// ask here which one it is.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { say } from "../words.ts";

/** Whether what is drawn below is practice. */
export const Practising = createContext(false);

/** The word "Practice", to be seen and heard; nothing on the real desk. */
export function PracticeMark() {
  return useContext(Practising) ? <span class="practice-mark">{say("practice.mark")}</span> : null;
}

/** Gives what marks a sentence that is heard and not seen. */
export function useMarked(): (text: string) => string {
  const practising = useContext(Practising);
  return (text) => (practising ? say("practice.marked", { text }) : text);
}
