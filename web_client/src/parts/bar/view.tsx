import type { HelpNumber } from "../../wire/types.ts";
import "./style.css";

interface Props {
  hide: string;
  call: string;
  text: string;
  /** The number that stays in sight. */
  number: HelpNumber | undefined;
  onHide: () => void;
  onNumbers: () => void;
}

/** The foot of every screen, beside the exit: hide the page, or find a number. */
export function Bar({ hide, call, text, number, onHide, onNumbers }: Props) {
  return (
    <div class="bar">
      <button type="button" class="button" onClick={onHide}>
        {hide}
      </button>
      {number && (
        <button type="button" class="button" onClick={onNumbers}>
          {number.call && <span>{call.replace("{number}", number.call)}</span>}
          {number.text_to && <span>{text.replace("{number}", number.text_to)}</span>}
        </button>
      )}
    </div>
  );
}
