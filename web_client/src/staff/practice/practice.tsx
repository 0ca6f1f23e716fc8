import { Choose } from "./choose.tsx";
import { Play } from "./play.tsx";
import type { PracticeDesk } from "./practising.ts";
import "./practice.css";

/** The scenarios to choose from, or the one that is played. */
export function PracticeScreen({ practice }: { practice: PracticeDesk }) {
  const { playing } = practice;
  if (playing === null) return <Choose practice={practice} />;
  return <Play key={playing.scenario.id} playing={playing} practice={practice} />;
}
