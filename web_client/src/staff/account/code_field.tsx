import type { RefObject } from "preact";

type Props = { id: string; label: string; entry: RefObject<HTMLInputElement | null> };

/** Where a code is typed: of an authenticator, or for recovery. */
export function CodeField({ id, label, entry }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={entry}
        class="entry code"
        type="text"
        inputMode="text"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        required
        maxLength={40}
      />
    </div>
  );
}
