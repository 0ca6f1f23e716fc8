import type { DeskChatState } from "../../chat/desk_state.ts";
import { PICTURES } from "../../parts/pictures/pictures.ts";
import { language, say } from "../words.ts";

/** The three pictures both pages show; their names are there to be asked for and read aloud. */
export function PictureCheck({ state }: { state: DeskChatState }) {
  if (!state.canRead) return null;
  if (state.checkFailed) {
    return (
      <p class="check failed" role="alert">
        {say("chat.pictures.failed")}
      </p>
    );
  }
  if (state.pictures === null) return <p class="check soft">{say("chat.pictures.wait")}</p>;
  const shown = state.pictures.map((index) => PICTURES[index]);
  return (
    <p class="check" title={say("chat.pictures.why")}>
      <span class="soft">{say("chat.pictures")}</span>{" "}
      {shown.map((picture, place) => (
        <span key={place} class="picture">
          <span aria-hidden="true">{picture?.glyph}</span> {picture?.name[language.value]}
        </span>
      ))}
      <span class="unseen">{say("chat.pictures.why")}</span>
    </p>
  );
}
