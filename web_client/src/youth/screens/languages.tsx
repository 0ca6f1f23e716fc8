import { Button } from "../../parts/button/view.tsx";
import type { Language } from "../../wire/types.ts";
import { language, speak, words } from "../words.ts";

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["en", "English"],
  ["es", "Español"],
];

/** The languages of the page, each by its own name. */
export function Languages() {
  return (
    <nav class="row languages" aria-label={words.value.arrive.language}>
      {LANGUAGES.map(([code, itself]) => (
        <Button
          key={code}
          lang={code}
          pressed={language.value === code}
          onPress={() => void speak(code)}
        >
          {itself}
        </Button>
      ))}
    </nav>
  );
}
