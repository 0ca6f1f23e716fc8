import { signal } from "@preact/signals";
import type { TextKey } from "../words.ts";
import { say } from "../words.ts";
import { setSound, soundOn } from "./sound.ts";

/** Blur graphic words until they are tapped; page memory only, as all of these choices. */
export const blurOn = signal(false);

/** What a responder may choose for themselves. */
export function Settings() {
  return (
    <details class="settings">
      <summary class="button quiet">{say("desk.settings")}</summary>
      <div class="settings-list">
        <Choice id="sound" text="desk.sound" on={soundOn.value} set={setSound} />
        <Choice
          id="blur"
          text="desk.blur"
          on={blurOn.value}
          set={(on) => {
            blurOn.value = on;
          }}
        />
        <p class="soft small">{say("desk.memory")}</p>
      </div>
    </details>
  );
}

type ChoiceProps = { id: string; text: TextKey; on: boolean; set: (on: boolean) => void };

function Choice({ id, text, on, set }: ChoiceProps) {
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
