import { LANGUAGES, language, say } from "./words.ts";

/** One button: the other language, in its own words. */
export function LanguageSwitch() {
  const other = LANGUAGES.find((known) => known !== language.value) ?? "en";
  return (
    <button
      type="button"
      class="button quiet"
      lang={other}
      onClick={() => {
        language.value = other;
      }}
    >
      {say(`app.language.${other}`)}
    </button>
  );
}
