import { useId } from "preact/hooks";
import type { LookedShape } from "../../wire/types.ts";
import { say } from "../words.ts";

const GRADES = ["V", "S"] as const;

/** Where somebody read what they write, and how sure that is, as fields of the form around them. */
export function LookedFields({ needed }: { needed: boolean }) {
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={id}>{say("directory.looked.source")}</label>
        <input
          id={id}
          class="entry"
          name="source"
          type="text"
          required={needed}
          maxLength={200}
          autocomplete="off"
        />
      </div>
      <fieldset>
        <legend>{say("directory.looked.grade")}</legend>
        {GRADES.map((grade, place) => (
          <label key={grade} class="choice">
            <input type="radio" name="grade" value={grade} defaultChecked={place === 0} />
            {say(`directory.looked.${grade}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** Takes a form with these fields; gives what stands in them, or null without a source. */
export function lookedIn(data: FormData): LookedShape | null {
  const source = String(data.get("source") ?? "").trim();
  return source === "" ? null : { source, grade: data.get("grade") as LookedShape["grade"] };
}
