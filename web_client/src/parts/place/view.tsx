import type { HelpPlace, Language } from "../../wire/types.ts";
import { Ways, type WaysWords } from "../numbers/ways.tsx";
import { isOpen } from "./open_now.ts";
import "./style.css";

export interface PlaceWords {
  is_open: string;
  is_shut: string;
  web: string;
  by: { tty: string; videophone: string };
}

interface Props {
  places: readonly HelpPlace[];
  language: Language;
  /** The moment in ms that "open now" is told for. */
  now: number;
  words: PlaceWords;
  ways: WaysWords;
}

/** Places to turn to, with all that is said of them. Nothing in it leads to another page. */
export function Places({ places, ...rest }: Props) {
  return (
    <ul class="places">
      {places.map((place) => (
        <Place key={place.id} place={place} {...rest} />
      ))}
    </ul>
  );
}

type One = Omit<Props, "places"> & { place: HelpPlace };

function Place({ place, language, now, words, ways }: One) {
  const [kind, ...said] = place.said[language] ?? [];
  const open = isOpen(place.hours, now);
  return (
    <li class={`place ${place.line}`}>
      <h3>{place.name}</h3>
      <p>{place.about[language]}</p>
      <p class="kind">{kind}</p>
      <p>
        {open !== null && <b>{open ? words.is_open : words.is_shut}</b>} {said.join(" ")}
      </p>
      <Ways phones={place.phones} words={ways} by={words.by} />
      {place.web && <p>{words.web.replace("{address}", place.web)}</p>}
    </li>
  );
}
