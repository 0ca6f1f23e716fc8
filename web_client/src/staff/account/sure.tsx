import { useSignal } from "@preact/signals";
import { AskStrip } from "../ask_strip.tsx";
import { type Ask, useAsking } from "../asking.ts";
import { Opener } from "../opener.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

type Props = { label: string; name: string; question: string; yes: string; run: Ask };

/** A button for what can't be undone: it asks first. `name` is what it is called beside others. */
export function Sure({ label, name, question, yes, run }: Props) {
  const open = useSignal(false);
  const asking = useAsking();
  function toggle() {
    open.value = !open.value;
  }
  async function press() {
    if (await asking.run(run)) open.value = false;
  }
  return (
    <>
      <Opener open={open.value} toggle={toggle} label={name}>
        {label}
      </Opener>
      {open.value && (
        <AskStrip question={question} close={toggle}>
          <div class="row">
            <button
              type="button"
              class="button strong"
              aria-disabled={asking.busy.value}
              onClick={() => void press()}
            >
              {yes}
            </button>
            <button type="button" class="button" onClick={toggle}>
              {say("app.cancel")}
            </button>
          </div>
          <Refused refusal={asking.refusal.value} />
        </AskStrip>
      )}
    </>
  );
}
