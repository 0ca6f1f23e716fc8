import type { IntakeShape } from "../../wire/types.ts";
import { say } from "../words.ts";
import "./intake.css";

/** What the youth chose to tell the line, the safety answer first; a skipped question shows nothing. */
export function IntakeNote({ intake }: { intake: IntakeShape }) {
  const notes = plainNotes(intake);
  return (
    <ul class="intake" aria-label={say("intake.label")}>
      {intake.safety && (
        <li class={intake.safety === "not_safe" ? "loud" : `safety ${intake.safety}`}>
          {say(`intake.safety.${intake.safety}`)}
        </li>
      )}
      {intake.watched && (
        <li class={intake.watched === "no" ? "" : "warn"}>
          {say(`intake.watched.${intake.watched}`)}
        </li>
      )}
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function plainNotes({ topics = [], language, age_band, state, safety, watched }: IntakeShape) {
  const notes = topics.map((topic) => say(`topic.${topic}`));
  if (age_band) notes.push(say(`intake.age.${age_band}`));
  if (state) notes.push(say("intake.state", { state }));
  if (notes.length === 0 && !safety && !watched) notes.push(say("intake.none"));
  if (language) notes.push(say(`intake.language.${language}`));
  return notes;
}
