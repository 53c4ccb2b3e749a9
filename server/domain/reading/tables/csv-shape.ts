import { withoutInvisible } from '../texts/visible.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What Chinese keyboards write for them; looked for where no line has one of those, as sentences of a title hold them too. */
const WIDE_DELIMITERS = ['，', '；'] as const;
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Lines at the top that may be a title before the header is. */
const TITLE_LINES = 10;

/** A delimited text without what nobody sees in it, and how it is laid out: the line of its header, which a title may stand above, and the delimiter that has most of. */
export function csvShape(given: string) {
  const text = withoutInvisible(given);
  const lines = text.split(/\r\n|\n|\r/, TITLE_LINES);
  // Excel writes `sep=;` above the header.
  const told = /^\uFEFF?sep=(.)$/i.exec(lines[0]!)?.[1];
  const cells = lines.map((line) => {
    const bare = line.replace(/"[^"]*"/g, 'quoted');
    return (delimiter: string) => bare.split(delimiter);
  });
  const among = [...lines.keys()].slice(told ? 1 : 0);
  const isFilled = (cell: string) => cell.trim() !== '';
  // Spreadsheets write a title with the delimiters of all columns behind it.
  const headerBy = (delimiters: readonly string[]) =>
    among.find((k) => delimiters.some((one) => cells[k]!(one).filter(isFilled).length > 1)) ??
    among.find((k) => delimiters.some((one) => cells[k]!(one).length > 1));
  const usual = headerBy(DELIMITERS);
  const wide = usual === undefined ? headerBy(WIDE_DELIMITERS) : undefined;
  const at = usual ?? wide ?? among.find((k) => lines[k]!.trim() !== '') ?? 0;
  const times = (delimiter: string) => cells[at]!(delimiter).length;
  const delimiters: readonly string[] = wide === undefined ? DELIMITERS : WIDE_DELIMITERS;
  const delimiter = told ?? delimiters.reduce((a, b) => (times(b) > times(a) ? b : a));
  return {
    text,
    fromLine: at + 1,
    options: {
      delimiter,
      record_delimiter: LINE_ENDS,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_quotes: false,
    },
  };
}
