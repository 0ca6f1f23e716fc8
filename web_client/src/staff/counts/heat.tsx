import type { CountTable } from "../../wire/types.ts";
import { say } from "../words.ts";
import { day } from "./names.ts";

const SIDE = 20;
const LEFT = 36;
const TOP = 14;
/** So often an hour is written over its column. */
const EVERY = 3;

/** Weekdays by hours, darker where more came, a stroke where it is hidden; as the table beside says. */
export function Heat({ table }: { table: CountTable }) {
  const most = Math.max(1, ...table.cells.flat().map((n) => n ?? 0));
  const wide = LEFT + SIDE * table.columns.length;
  return (
    <figure class="heat">
      <svg
        viewBox={`0 0 ${wide} ${TOP + SIDE * table.rows.length}`}
        role="img"
        aria-label={say("counts.heat")}
      >
        {table.columns.map((hour, at) =>
          at % EVERY === 0 ? (
            <text key={hour} x={LEFT + SIDE * at} y={TOP - 4}>
              {hour}
            </text>
          ) : null,
        )}
        {table.rows.map((row, down) => (
          <g key={row}>
            <text x="0" y={TOP + SIDE * down + 14}>
              {day(row, "short")}
            </text>
            {table.cells[down]?.map((n, at) => (
              <Cell key={at} n={n} most={most} x={LEFT + SIDE * at} y={TOP + SIDE * down} />
            ))}
          </g>
        ))}
      </svg>
      <figcaption class="soft small">{say("counts.heat.legend", { n: most })}</figcaption>
    </figure>
  );
}

type CellProps = { n: number | null; most: number; x: number; y: number };

function Cell({ n, most, x, y }: CellProps) {
  const inner = SIDE - 1;
  return (
    <>
      <rect class="hollow" x={x} y={y} width={inner} height={inner} />
      {n === null ? (
        <path class="hid" d={`M${x + 4} ${y + inner - 4}L${x + inner - 4} ${y + 4}`} />
      ) : (
        <rect class="n" x={x} y={y} width={inner} height={inner} fill-opacity={n / most} />
      )}
    </>
  );
}
