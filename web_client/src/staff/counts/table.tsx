import type { CountTable } from "../../wire/types.ts";
import { Wide } from "../wide.tsx";
import { say } from "../words.ts";
import { Bar, Swatch } from "./bar.tsx";
import { Heat } from "./heat.tsx";
import { columnName, rowName } from "./names.ts";

type Row = { key: string; cells: readonly (number | null)[]; total: number | null | undefined };

/** One table of a month with its picture: a heat map of the week, or a bar in each row. */
export function Table({ table, month }: { table: CountTable; month: string }) {
  const title = say(`counts.table.${table.name}`);
  const isWeek = table.name === "arrivals";
  const rows = table.rows.map((key, at) => ({
    key,
    cells: table.cells[at] ?? [],
    total: table.row_totals[at],
  }));
  const some = isWeek ? rows : rows.filter(({ cells }) => cells.some((n) => n !== 0));
  const isEmpty = rows.every(({ cells }) => cells.every((n) => n === 0));
  return (
    <section aria-labelledby={`counts-${table.name}`}>
      <h2 id={`counts-${table.name}`}>{title}</h2>
      {isEmpty ? (
        <p>{say("counts.none", { month })}</p>
      ) : (
        <>
          {isWeek && <Heat table={table} />}
          <Wide label={title}>
            <table class="counts">
              <caption class="unseen">{title}</caption>
              <Head table={table} bars={!isWeek} />
              <Rows table={table} rows={some} bars={!isWeek} />
            </table>
          </Wide>
        </>
      )}
    </section>
  );
}

function Head({ table, bars }: { table: CountTable; bars: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">{say(`counts.by.${table.name}`)}</th>
        {table.columns.map((column, at) => (
          <th key={column} scope="col">
            {bars && table.columns.length > 1 && <Swatch at={at} />}
            {columnName(table, column)}
          </th>
        ))}
        {table.row_totals.length > 0 && <th scope="col">{say("counts.total")}</th>}
        {bars && (
          <th scope="col">
            <span class="unseen">{say("counts.bar")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function Rows({ table, rows, bars }: { table: CountTable; rows: readonly Row[]; bars: boolean }) {
  const sums = rows.map(({ cells }) => cells.reduce<number>((sum, n) => sum + (n ?? 0), 0));
  const most = Math.max(...sums);
  return (
    <tbody>
      {rows.map(({ key, cells, total }) => (
        <tr key={key}>
          <th scope="row">{rowName(table, key)}</th>
          <Numbers numbers={total === undefined ? cells : [...cells, total]} />
          {bars && (
            <td>
              <Bar cells={cells} most={most} />
            </td>
          )}
        </tr>
      ))}
      {table.totals.length > 0 && (
        <tr>
          <th scope="row">{say("counts.total")}</th>
          <Numbers
            numbers={table.row_totals.length > 0 ? [...table.totals, table.total] : table.totals}
          />
          {bars && <td />}
        </tr>
      )}
    </tbody>
  );
}

function Numbers({ numbers }: { numbers: readonly (number | null)[] }) {
  return (
    <>
      {numbers.map((n, at) => (
        <td key={at}>{n ?? <span class="soft">{say("counts.hidden")}</span>}</td>
      ))}
    </>
  );
}
