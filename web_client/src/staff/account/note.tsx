import { signal } from "@preact/signals";
import { say } from "../words.ts";
import { hasSecond, own } from "./own.ts";

/** Put off until the page is loaded again. */
const later = signal(false);

/** Asks whoever has no second factor to set one up; `open` leads to where that is done. */
export function FactorNote({ open }: { open: () => void }) {
  if (later.value || own.value === null || hasSecond(own.value)) return null;
  return (
    <aside class="factor-note" aria-label={say("account.ways")}>
      <p>{say("account.ask")}</p>
      <button type="button" class="button quiet" onClick={open}>
        {say("account.ask.now")}
      </button>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          later.value = true;
        }}
      >
        {say("account.ask.later")}
      </button>
    </aside>
  );
}
