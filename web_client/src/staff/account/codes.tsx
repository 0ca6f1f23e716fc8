import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { say } from "../words.ts";

/** Recovery codes to write down; they are shown here and nowhere else. */
export function Codes({ codes }: { codes: readonly string[] }) {
  const copied = useSignal(false);
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), []);
  async function copy() {
    await navigator.clipboard?.writeText(codes.join("\n"));
    copied.value = true;
  }
  return (
    <div class="ask">
      <p ref={title} tabIndex={-1}>
        {say("account.codes.title")}
      </p>
      <p class="small">{say("account.codes.note")}</p>
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="row">
        <button type="button" class="button" onClick={() => void copy()}>
          {say("account.codes.copy")}
        </button>
        <span role="status">{copied.value && say("people.link.copied")}</span>
      </div>
    </div>
  );
}
