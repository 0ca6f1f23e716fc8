import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { DeskSetup } from "../../wire/types.ts";
import { LANGUAGES, type Language, say } from "../words.ts";
import { numberLine, type ReadyWords } from "./ready_words.ts";

type Props = {
  fence: number;
  readyWords: ReadyWords;
  /** The youth's language. */
  first: Language;
  insert: (text: string) => void;
  /** Buttons that stand beside this one's. */
  children?: ComponentChildren;
};

/** A list that opens above the text box; what is picked goes into the box, never straight out. */
export function ReadyWordsPicker({ fence, readyWords, first, insert, children }: Props) {
  const open = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { setup, failed, load } = readyWords;

  function close(): void {
    open.value = false;
    opener.current?.focus();
  }
  function pick(text: string): void {
    open.value = false;
    insert(text);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the list from anywhere in it
    <div class="picker" onKeyDown={(event) => event.key === "Escape" && open.value && close()}>
      <button
        type="button"
        ref={opener}
        class="button quiet"
        aria-expanded={open.value}
        aria-controls={`ready-${fence}`}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {say("ready.open")}
      </button>
      {children}
      <section
        id={`ready-${fence}`}
        class="picker-list"
        aria-label={say("ready.title")}
        hidden={!open.value}
      >
        {open.value && setup.value && <Lists setup={setup.value} first={first} pick={pick} />}
        {open.value && failed.value && (
          <p>
            {say("ready.missing")}{" "}
            <button type="button" class="button" onClick={() => void load()}>
              {say("ready.again")}
            </button>
          </p>
        )}
      </section>
    </div>
  );
}

type ListsProps = { setup: DeskSetup; first: Language; pick: (text: string) => void };

function Lists({ setup, first, pick }: ListsProps) {
  const tongue = useSignal(first);
  const places = setup.numbers.filter(({ call, text_to }) => call || text_to);
  return (
    <>
      <p class="soft small">{say("ready.note")}</p>
      <TongueChoice tongue={tongue} />
      <h3>{say("ready.sentences")}</h3>
      <ul>
        {setup.templates.map(({ id, title, text }) => (
          <li key={id}>
            <Pick title={title} text={text[tongue.value] ?? ""} tongue={tongue.value} pick={pick} />
          </li>
        ))}
      </ul>
      {places.length > 0 && <h3>{say("ready.numbers")}</h3>}
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <Pick
              title={place.reports ? say("ready.reports") : ""}
              text={numberLine(place, tongue.value)}
              tongue={tongue.value}
              pick={pick}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** In which language words for a youth are shown. */
export function TongueChoice({ tongue }: { tongue: Signal<Language> }) {
  return (
    <div class="tongues">
      {LANGUAGES.map((known) => (
        <button
          key={known}
          type="button"
          class="button quiet"
          aria-pressed={known === tongue.value}
          onClick={() => {
            tongue.value = known;
          }}
        >
          {say(`app.language.${known}`)}
        </button>
      ))}
    </div>
  );
}

type PickProps = { title: string; text: string; tongue: Language; pick: (text: string) => void };

function Pick({ title, text, tongue, pick }: PickProps) {
  return (
    <button type="button" class="pick" onClick={() => pick(text)}>
      {title && <span class="pick-title">{title}</span>}
      <span lang={tongue}>{text}</span>
    </button>
  );
}
