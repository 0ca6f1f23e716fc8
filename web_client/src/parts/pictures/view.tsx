import type { Language } from "../../wire/types.ts";
import { PICTURES } from "./pictures.ts";
import "./style.css";

interface Props {
  /** Three numbers from 0 to 63. */
  show: readonly number[];
  language: Language;
}

/** Three pictures with their names, to be compared aloud or in words. */
export function Pictures({ show, language }: Props) {
  return (
    <ol class="pictures">
      {show.map((number, place) => {
        const picture = PICTURES[number];
        return (
          <li key={`${place}`}>
            <span class="glyph" aria-hidden="true">
              {picture?.glyph}
            </span>
            {picture?.name[language]}
          </li>
        );
      })}
    </ol>
  );
}
