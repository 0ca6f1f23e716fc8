import { useId } from "preact/hooks";
import { lengthOf } from "./length.ts";
import "./style.css";

interface Props {
  text: string;
  label: string;
  send: string;
  /** Says how many letters are too many, and how many are left near the end. */
  long: (over: number) => string;
  near: (left: number) => string;
  onText: (text: string) => void;
  onSend: () => void;
}

/** The text box. Nothing of it leaves the page before "send": no spelling service, no preview. */
export function Composer({ text, label, send, long, near, onText, onSend }: Props) {
  const id = useId();
  const { over, left } = lengthOf(text);
  const trySend = () => {
    if (over === 0 && text.trim()) onSend();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard()) return;
    event.preventDefault();
    trySend();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        trySend();
      }}
    >
      <p class="length" id={`${id}-length`} role="status">
        {over > 0 ? long(over) : left !== null && near(left)}
      </p>
      <textarea
        aria-label={label}
        placeholder={label}
        aria-describedby={`${id}-length`}
        aria-invalid={over > 0}
        rows={2}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="button main">
        {send}
      </button>
    </form>
  );
}

/** On a touch screen Enter makes a new line, as people are used to there. */
function hasKeyboard(): boolean {
  return matchMedia("(pointer: fine)").matches;
}
