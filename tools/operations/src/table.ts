/** Rows under headings, as wide as what stands in them. The last column is not padded. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const texts = [headings, ...rows].map((row) => row.map((cell) => printable(cell)));
  const widths = headings.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Nothing in a database may steer a terminal. */
export const printable = (cell: string | number | undefined): string => String(cell ?? '-').replace(/[\x00-\x1f\x7f-\x9f]/g, '?');

/** `90 s`, `12 min`, `3.5 h`, `2 d` */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '-';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${(seconds / 3_600).toFixed(1)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

export const grouped = (count: number): string => count.toLocaleString('en-US');
