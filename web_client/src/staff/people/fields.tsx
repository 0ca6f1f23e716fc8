import type { NewStaff, Topic } from "../../wire/types.ts";
import { TOPICS } from "../topics.ts";
import { LANGUAGES, say } from "../words.ts";

type Profile = Required<Pick<NewStaff, "name" | "languages" | "opted_out">>;
type Known = { name: string; languages: readonly string[]; opted_out: readonly Topic[] };

/** First name, languages and topics opted out of, as fields of the form around them. */
export function ProfileFields({ id, of }: { id: string; of: Known }) {
  return (
    <>
      <div class="field">
        <label for={`${id}-name`}>{say("people.name")}</label>
        <input
          id={`${id}-name`}
          class="entry"
          name="name"
          type="text"
          required
          maxLength={60}
          value={of.name}
        />
      </div>
      <fieldset>
        <legend>{say("people.languages")}</legend>
        {LANGUAGES.map((code) => (
          <Box key={code} name="language" value={code} on={of.languages.includes(code)}>
            {say(`intake.language.${code}`)}
          </Box>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say("people.never")}</legend>
        <div class="boxes">
          {TOPICS.map((topic) => (
            <Box key={topic} name="topic" value={topic} on={of.opted_out.includes(topic)}>
              {say(`topic.${topic}`)}
            </Box>
          ))}
        </div>
      </fieldset>
    </>
  );
}

type BoxProps = { name: string; value: string; on: boolean; children: string };

function Box({ name, value, on, children }: BoxProps) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={value} defaultChecked={on} />
      {children}
    </label>
  );
}

/** Takes a form with these fields; gives what stands in them. */
export function profileIn(form: HTMLFormElement): Profile {
  const data = new FormData(form);
  return {
    name: String(data.get("name") ?? "").trim(),
    languages: data.getAll("language") as Profile["languages"],
    opted_out: data.getAll("topic") as Topic[],
  };
}
