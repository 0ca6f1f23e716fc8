import { useId } from "preact/hooks";
import type { CellShape, TermShape } from "../../wire/types.ts";
import { say, type TextKey } from "../words.ts";
import { label, word } from "./words.ts";

const GROUPS: Record<string, TextKey> = {
  service: "directory.group.service",
  attribute: "directory.group.attribute",
  phone: "directory.group.phone",
  schedule: "directory.group.schedule",
  language: "directory.group.language",
  service_area: "directory.group.service_area",
};
const STATUSES = ["active", "inactive", "defunct", "temporarily closed"];
const MEDIA = ["voice", "text", "tty", "videophone"];
const DATES = new Set(["review_on", "valid_from", "valid_to"]);
const A_DATE = /^(\d{4}-\d\d-\d\d)?$/;

type RowProps = {
  row: readonly CellShape[];
  all: readonly CellShape[];
  terms: readonly TermShape[];
};

/** The cells of one row as fields of the form around them, each named by its place among all. */
export function RowFields({ row, all, terms }: RowProps) {
  const table = row[0]?.table ?? "";
  const group = GROUPS[table];
  return (
    <fieldset>
      <legend>{group ? say(group) : table}</legend>
      {table === "schedule" && <p class="soft small">{say("directory.hours.note")}</p>}
      {row.map((cell) => (
        <Field
          key={cell.column}
          cell={cell}
          name={`cell-${all.indexOf(cell)}`}
          choices={choicesOf(cell, terms)}
        />
      ))}
    </fieldset>
  );
}

type Choice = { value: string; text: string };
type FieldProps = { cell: CellShape; name: string; choices: readonly Choice[] };

function Field({ cell, name, choices }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label(cell.table, cell.column)}</label>
      {choices.length === 0 ? (
        <Typed id={id} name={name} cell={cell} />
      ) : (
        <select id={id} class="entry" name={name}>
          {choices.map(({ value, text }) => (
            <option key={value} value={value} selected={value === cell.value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Typed({ id, name, cell }: { id: string; name: string; cell: CellShape }) {
  const { column, value } = cell;
  const common = { id, name, class: "entry", maxLength: 4000, defaultValue: value };
  if (column === "description") return <textarea {...common} rows={3} />;
  const isDate = DATES.has(column) && A_DATE.test(value);
  if (isDate) return <input {...common} type="date" />;
  return <input {...common} type="text" autocomplete="off" />;
}

/** What a cell may say, where that is a closed list; what it says now is among it. */
function choicesOf({ table, column, value }: CellShape, terms: readonly TermShape[]): Choice[] {
  const known = knownFor(`${table}.${column}`, terms);
  if (known.length === 0 || known.some((one) => one.value === value)) return known;
  return [{ value, text: value }, ...known];
}

function knownFor(cell: string, terms: readonly TermShape[]): Choice[] {
  if (cell === "service.status") {
    return STATUSES.map((value) => ({ value, text: word("status", value) }));
  }
  if (cell === "phone.type") return MEDIA.map((value) => ({ value, text: word("medium", value) }));
  if (cell !== "attribute.taxonomy_term_id") return [];
  return terms.map(({ id, line }) => ({ value: id, text: word("line", line) }));
}
