import { type FileProblem, problem } from '../../../contract/file-problem.ts';
import { unreadable } from '../problem.ts';
import { csvShape } from './csv-shape.ts';

/** The records of a delimited text, each with the line it ends in; what of its lines cannot be told apart has no cells, and is told why. */
export interface Records {
  delimiter: string;
  records: { cells: string[]; line: number }[];
  broken: Map<number, FileProblem>;
}

/**
 * Reads the records of a delimited text (RFC 4180), its header first, each of as many cells as it has: a library makes an error with its trace of each record
 * of another length, some 50 µs, and ends at the first quote that does not fit.
 * @throws ReadingError where the quotes of the header do not fit.
 */
export function readRecords(given: string): Records {
  const { fromLine, options, text } = csvShape(given);
  const { delimiter } = options;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const records: Records['records'] = [];
  const broken: Records['broken'] = new Map();
  for (let k = fromLine - 1; k < lines.length; k++) {
    const line = lines[k]!;
    if (line === '') continue;
    if (!line.includes('"')) {
      records.push({ cells: line.split(delimiter).map((cell) => cell.trim()), line: k + 1 });
      continue;
    }
    const { cells, last, wrong } = quotedRecord(lines, k, delimiter);
    if (wrong && records.length === 0) throw unreadable([wrong]);
    if (wrong) broken.set(last + 1, wrong);
    records.push({ cells, line: last + 1 });
    k = last;
  }
  return { delimiter, records, broken };
}

/** A record that begins in a line and has quotes, and the place of the line it ends in, or of that which is wrong. */
function quotedRecord(lines: readonly string[], first: number, delimiter: string) {
  const cells: string[] = [];
  let [k, line, at] = [first, lines[first]!, 0];
  const fail = (code: 'quote-open' | 'quote-within', last: number) => ({
    ...{ cells: [], last },
    wrong: problem(code, { line: last + 1 }),
  });
  for (;;) {
    at += blanksAt(line, at, delimiter);
    if (line[at] === '"') {
      const opened = k;
      let cell = '';
      at += 1;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end < 0) {
          cell += `${line.slice(at)}\n`;
          k += 1;
          if (k === lines.length) return fail('quote-open', opened);
          [line, at] = [lines[k]!, 0];
        } else if (line[end + 1] === '"') {
          cell += line.slice(at, end + 1);
          at = end + 2;
        } else {
          cell += line.slice(at, end);
          at = end + 1;
          break;
        }
      }
      at += blanksAt(line, at, delimiter);
      // Where one was left open before, what stands in the line is no fault of its own.
      if (at < line.length && line[at] !== delimiter)
        return opened < k ? fail('quote-open', opened) : fail('quote-within', k);
      cells.push(cell);
    } else {
      const end = line.indexOf(delimiter, at);
      const cell = line.slice(at, end < 0 ? line.length : end).trim();
      if (cell.includes('"')) return fail('quote-within', k);
      cells.push(cell);
      at = end < 0 ? line.length : end;
    }
    if (at >= line.length) return { cells, last: k, wrong: null };
    at += 1;
  }
}

/** How many blanks stand at a place; a delimiter is none. */
function blanksAt(line: string, at: number, delimiter: string): number {
  let end = at;
  while (end < line.length && line[end] !== delimiter && /\s/.test(line[end]!)) end += 1;
  return end - at;
}
