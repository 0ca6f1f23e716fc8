import type { ComponentChildren } from "preact";
import "./style.css";

interface Props {
  /** The one step most people want here. */
  main?: boolean;
  lang?: string;
  /** Only of a button that stays pressed. */
  pressed?: boolean;
  onPress: () => void;
  children: ComponentChildren;
}

/** Something to press that is no form's own button. */
export function Button({ main = false, lang, pressed, onPress, children }: Props) {
  return (
    <button
      type="button"
      class={main ? "button main" : "button"}
      lang={lang}
      aria-pressed={pressed}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
