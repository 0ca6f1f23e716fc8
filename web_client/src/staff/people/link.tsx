import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Invited } from "../../wire/types.ts";
import { say } from "../words.ts";

/** The link by which somebody signs in once; it is shown here and nowhere else. */
export function Link({ invited }: { invited: Invited }) {
  const copied = useSignal(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  async function copy() {
    box.current?.select();
    await navigator.clipboard?.writeText(invited.link);
    copied.value = true;
  }
  return (
    <div class="ask invited">
      <label for="invited">{say("people.link.title", { name: invited.person.name })}</label>
      <input id="invited" class="entry" ref={box} type="text" readOnly value={invited.link} />
      <p class="small">{say("people.link.note")}</p>
      <div class="row">
        <button type="button" class="button main" onClick={() => void copy()}>
          {say("people.link.copy")}
        </button>
        <span role="status">{copied.value && say("people.link.copied")}</span>
      </div>
    </div>
  );
}
