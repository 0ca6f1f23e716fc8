const WIDE = 100;
const HIGH = 12;
/** As wide is the stroke for a number that is hidden. */
const HIDDEN = 4;

type Props = { cells: readonly (number | null)[]; most: number };

/** Numbers of one row, one behind the other; what is hidden is a stroke. The row says the same. */
export function Bar({ cells, most }: Props) {
  const hidden = cells.filter((n) => n === null).length;
  const unit = (WIDE - HIDDEN * hidden) / Math.max(1, most);
  let x = 0;
  return (
    <svg class="bar-of-row" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      {cells.map((n, at) => {
        const from = x;
        x += n === null ? HIDDEN : n * unit;
        return n === null ? (
          <path key={at} class="hid" d={`M${from + 1} ${HIGH - 2}L${x - 1} 2`} />
        ) : (
          <rect key={at} class={`part${at}`} x={from} y="1" width={n * unit} height={HIGH - 2} />
        );
      })}
    </svg>
  );
}

/** The colour of a column, where it is named. */
export function Swatch({ at }: { at: number }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <rect class={`part${at}`} width="10" height="10" />
    </svg>
  );
}
