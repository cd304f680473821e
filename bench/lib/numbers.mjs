// Numbers of repeated measurements, and tables of them.

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** The value below which `share` (0 to 1) of the numbers are. */
export function quantile(numbers, share) {
  return sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
}

/** The middle one, or the mean of the two in the middle. */
export function median(numbers) {
  const all = sorted(numbers), half = all.length >> 1;
  return all.length % 2 === 1 ? all[half] : (all[half - 1] + all[half]) / 2;
}

/** With three digits that say something: 1234, 56.7, 8.91, 0.123. */
export function brief(number) {
  if (!Number.isFinite(number)) return '–';
  return number >= 100 ? number.toFixed(0) : number.toFixed(number >= 10 ? 1 : number >= 1 ? 2 : 3);
}

/** A table of Markdown that is also one to look at in a terminal. @param rows of cells; the first is the head. */
export function table(rows) {
  const cells = rows.map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|')));
  const widths = cells[0].map((_, at) => Math.max(3, ...cells.map((row) => [...row[at]].length)));
  const line = (row) => `| ${row.map((cell, at) => cell + ' '.repeat(widths[at] - [...cell].length)).join(' | ')} |`;
  return [line(cells[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)].join('\n');
}
