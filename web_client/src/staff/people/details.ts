// What stands in an entry of the audit besides its deed, in the page's language. It is made of
// closed words, ids and days; what this page does not know is shown as it was written.
import type { AuditLine, Deed } from "../../wire/types.ts";
import { label } from "../directory/words.ts";
import { day, span } from "../shifts/moments.ts";
import { say, type TextKey } from "../words.ts";

/** Names of training modules, and of entries of the directory, by their ids. */
export type Names = ReadonlyMap<string, string>;

const WORDS = new Map<string, TextKey>([
  ["responder", "role.responder"],
  ["supervisor", "role.supervisor"],
  ["admin", "role.admin"],
  ["name", "audit.field.name"],
  ["languages", "audit.field.languages"],
  ["opted_out", "audit.field.opted_out"],
  ["subject", "audit.bound.subject"],
  ["email", "audit.bound.email"],
  ["open", "line.open"],
  ["paused", "line.paused"],
  ["closed", "line.closed"],
  ["on", "audit.on"],
  ["off", "audit.off"],
  ["busy", "floor.notice.busy"],
  ["break", "floor.notice.break"],
  ["closing", "floor.notice.closing"],
  ["always", "shifts.opening.always"],
  ["hours", "shifts.opening.hours"],
  ["plan", "shifts.opening.plan"],
]);
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const READ: Partial<Record<Deed, (detail: string, names: Names) => string>> = {
  staff_added: word,
  role_changed: word,
  oidc_bound: word,
  line_set: word,
  notice_set: word,
  surge_set: word,
  cap_raised: word,
  profile_changed: (detail) => detail.split(",").map(word).join(", "),
  recovery_used: (detail) => detail.replace(/^(\d+) left$/, (_, n) => say("audit.left", { n })),
  module_set: named,
  trained: record,
  training_dropped: record,
  holiday_set: date,
  holiday_dropped: date,
  slot_set: (detail) => detail.replace(/^[a-z0-9-]+: (.+), (\d+)$/, (_, of, n) => slot(of, n)),
  directory_imported: (detail) =>
    detail.replace(/^(\d+) services$/, (_, n) => say("audit.entries", { n })),
  directory_changed: entry,
  directory_checked: entry,
  directory_off: entry,
  directory_on: entry,
  opening_set: (detail) => detail.split(", ").map(word).map(hours).join("; "),
};

/** Takes an entry; gives its detail in words, or "" where it has none. */
export function detail({ deed, detail: written }: AuditLine, names: Names): string {
  return written === "" ? "" : (READ[deed]?.(written, names) ?? written);
}

function word(written: string): string {
  const key = WORDS.get(written);
  return key ? say(key) : written;
}

function named(id: string, names: Names): string {
  return names.get(id) ?? id;
}

/** An id may have blanks in it; what follows it are the cells that were changed or checked. */
function entry(written: string, names: Names): string {
  const id = [...names.keys()].find((one) => written === one || written.startsWith(`${one} `));
  if (id === undefined) return written;
  const cells = written
    .slice(id.length)
    .split(" ")
    .filter((cell) => cell !== "");
  return [named(id, names), ...cells.map(cellName)].join(", ");
}

function cellName(written: string): string {
  const [table = "", column = written] = written.split(".");
  return label(table, column);
}

function record(written: string, names: Names): string {
  const [id = "", on = ""] = written.split(" ");
  return `${named(id, names)}, ${date(on)}`;
}

function date(written: string): string {
  return Number.isNaN(Date.parse(written)) ? written : day(written);
}

function slot(of: string, wanted: string): string {
  return `${hours(of)}; ${say("shifts.slot.wanted", { n: wanted })}`;
}

function hours(written: string): string {
  const [, name = "", start = "", end = ""] = /^(\w+) ([\d:]+)-([\d:]+)$/.exec(written) ?? [];
  const number = DAYS.indexOf(name);
  return number < 0 ? written : span({ weekday: number, start, end });
}
