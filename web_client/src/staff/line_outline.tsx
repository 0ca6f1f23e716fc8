import type { LineShape } from "../wire/types.ts";
import { since } from "./clock.ts";
import { lasted } from "./moments.ts";
import { say } from "./words.ts";

/** The line in numbers; nothing in it can be chosen. */
export function LineOutline({ line, seenAt }: { line: LineShape; seenAt: number }) {
  return (
    <ul class="outline" aria-label={say("line.label")}>
      <li>{say(`line.${line.state}`)}</li>
      <li>{say("line.waiting", { n: line.waiting })}</li>
      {line.waiting > 0 && (
        <li>{say("line.longest", { time: lasted(line.longest_s + since(seenAt)) })}</li>
      )}
      {line.not_safe > 0 && <li class="urgent">{say("line.not_safe", { n: line.not_safe })}</li>}
    </ul>
  );
}
