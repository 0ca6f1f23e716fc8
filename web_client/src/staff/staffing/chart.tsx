import type { StaffingHour } from "../../wire/types.ts";
import { say } from "../words.ts";
import { clock, most } from "./numbers.ts";

const STEP = 20;
const LEFT = 28;
const TOP = 12;
const HEIGHT = 140;
const FOOT = 24;
const MARKED = [0, 6, 12, 18];

type Props = { hours: readonly StaffingHour[]; title: string };

/** Bars of who is planned, with a line at who is needed; what lacks between them is hatched. */
export function Chart({ hours, title }: Props) {
  const top = most(hours);
  const y = (people: number) => TOP + HEIGHT * (1 - people / top);
  const x = (hour: number) => LEFT + hour * STEP;
  const width = LEFT + hours.length * STEP + 4;
  return (
    <figure class="staffing-chart">
      <svg viewBox={`0 0 ${width} ${TOP + HEIGHT + FOOT}`} role="img" aria-label={title}>
        <defs>
          <pattern
            id="staffing-lacks"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="ground" width="5" height="5" />
            <rect class="stripe" width="2.5" height="5" />
          </pattern>
        </defs>
        {[0, top].map((people) => (
          <g key={people}>
            <line class="level" x1={LEFT} x2={width} y1={y(people)} y2={y(people)} />
            <text x={LEFT - 6} y={y(people) + 5} text-anchor="end">
              {people}
            </text>
          </g>
        ))}
        {hours.map(({ planned, needed }, hour) => (
          <g key={hour}>
            <Bar {...PLANNED} x={x(hour)} from={y(0)} to={y(planned)} />
            {needed > planned && <Bar {...LACKS} x={x(hour)} from={y(planned)} to={y(needed)} />}
            {needed > 0 && (
              <line class="needed" x1={x(hour)} x2={x(hour) + STEP} y1={y(needed)} y2={y(needed)} />
            )}
          </g>
        ))}
        {MARKED.map((hour) => (
          <text key={hour} x={x(hour)} y={TOP + HEIGHT + 18}>
            {clock(hour)}
          </text>
        ))}
      </svg>
      <figcaption class="soft small">{say("staffing.chart.key")}</figcaption>
    </figure>
  );
}

const PLANNED = { class: "planned", fill: "currentColor" };
/** A pattern is named in the page: in a style sheet its address would be the sheet's own. */
const LACKS = { class: "lacks", fill: "url(#staffing-lacks)" };

type BarProps = { class: string; fill: string; x: number; from: number; to: number };

function Bar({ class: name, fill, x, from, to }: BarProps) {
  return <rect class={name} fill={fill} x={x + 2} y={to} width={STEP - 4} height={from - to} />;
}
