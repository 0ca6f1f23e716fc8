import { useSignal } from "@preact/signals";
import type { Act, ListingShape } from "../../wire/types.ts";
import { useAnswered } from "../answered.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import * as doors from "./doors.ts";
import { Entry } from "./entry.tsx";
import { DirectoryFile } from "./file.tsx";
import { SHOWS, type Show, shown } from "./listings.ts";
import "./directory.css";

/** Where else a youth can turn; for whoever may, also to change, check, switch off and carry it. */
export function OtherHelp({ may }: { may: readonly Act[] }) {
  const { value, refusal, again } = useAnswered(doors.directory);
  const show = useSignal<Show>("all");
  const wanted = useSignal("");
  const changes = may.includes("change_directory");
  const all = value?.entries ?? [];
  const found = shown(all, show.value, wanted.value);
  return (
    <section aria-labelledby="other-help" class="staff directory">
      <h2 id="other-help">{say("directory.entries")}</h2>
      <Refused refusal={refusal} />
      {changes && <DirectoryFile done={() => void again()} />}
      {value && all.length === 0 && <p class="soft">{say("directory.none")}</p>}
      {all.length > 0 && (
        <Filter
          all={all}
          number={found.length}
          choose={(next) => {
            show.value = next;
          }}
          search={(text) => {
            wanted.value = text;
          }}
        />
      )}
      <ul class="people">
        {found.map((entry) => (
          <li key={entry.service} class="person">
            <Entry
              entry={entry}
              terms={value?.terms ?? []}
              changes={changes}
              done={() => void again()}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type FilterProps = {
  all: readonly ListingShape[];
  number: number;
  choose: (show: Show) => void;
  search: (text: string) => void;
};

function Filter({ all, number, choose, search }: FilterProps) {
  return (
    <search class="filter">
      <div class="field">
        <label for="directory-search">{say("directory.search")}</label>
        <input
          id="directory-search"
          class="entry"
          type="search"
          autocomplete="off"
          onInput={(event) => search(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="directory-show">{say("directory.show")}</label>
        <select
          id="directory-show"
          class="entry"
          onChange={(event) => choose(event.currentTarget.value as Show)}
        >
          {SHOWS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`directory.show.${kind}`, { n: shown(all, kind, "").length })}
            </option>
          ))}
        </select>
      </div>
      <p role="status" class="soft small">
        {say("directory.found", { n: number })}
      </p>
    </search>
  );
}
