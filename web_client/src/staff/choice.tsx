import { say, type TextKey } from "./words.ts";

type Props = { id: string; text: TextKey; on: boolean; set: (on: boolean) => void };

/** One thing that somebody may switch on for their page. */
export function Choice({ id, text, on, set }: Props) {
  return (
    <label class="choice" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={on}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      {say(text)}
    </label>
  );
}
