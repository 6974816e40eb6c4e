/** Prints rows of one shape as a table, numbers to the right. @param rows Objects whose keys are the headings. */
export function printTable(title, rows) {
  const headings = Object.keys(rows[0]);
  const lines = [headings, ...rows.map((row) => headings.map((heading) => format(row[heading])))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const isNumeric = headings.map((heading) => rows.every((row) => typeof row[heading] === 'number'));
  const pad = (text, column) =>
    isNumeric[column] ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  console.log(`\n${title}\n`);
  lines.forEach((line, index) => {
    console.log(line.map(pad).join('  ').trimEnd());
    if (index === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  });
}

function format(value) {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value ?? '–');
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

/** @param sorted In ascending order. @param part Between 0 and 1. */
export function percentile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** `--kills=100` as `{kills: 100}`, over what holds without. */
export function readOptions(defaults) {
  const given = process.argv.slice(2).map((argument) => /^--([a-z-]+)=(.+)$/.exec(argument));
  for (const match of given) {
    if (!match || !Object.hasOwn(defaults, match[1])) {
      throw new Error(
        `Options are ${Object.keys(defaults)
          .map((name) => `--${name}=`)
          .join(' ')}`,
      );
    }
  }
  const read = given.map(([, name, text]) => [
    name,
    typeof defaults[name] === 'number' ? Number(text) : text,
  ]);
  return {...defaults, ...Object.fromEntries(read)};
}
