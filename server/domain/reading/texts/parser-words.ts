import type { FileProblem, FileProblemCode } from '../../../contract/file-problem.ts';
import { ReadingError, unreadable } from '../problem.ts';

/**
 * How the parsers of formats say what is wrong, and how it is told in any language; the first that matches holds, its named
 * groups are the values.
 */
const WORDS = {
  json: [
    [/^Duplicate key '(?<name>.*)' encountered/, 'json-twice'],
    [/reached end of input/, 'json-ended'],
    [/^Comma/, 'json-comma'],
    [/^Colon/, 'json-colon'],
    [/^Quoted object key/, 'json-name'],
    [/value expected|^Array item/, 'json-value'],
    [/^Expected end of input/, 'json-after'],
    [/^Invalid number/, 'json-number'],
    [/^Invalid (unicode |escape )?character/, 'json-character'],
  ],
  xml: [
    [/^unclosed xml tag\(s\): (?<tags>.+)/, 'xml-unclosed'],
    [/tag mismatch: "(?<open>[^"]*)" != "(?<close>[^"]*)"/, 'xml-crossed'],
    [/^unexpected end of input|^end tag name missing/, 'xml-ended'],
    [/^Attribute (?<name>.+) redefined/, 'xml-attribute-twice'],
    [/^(entity not found|entity not matching.*): ?(?<name>.+)/, 'xml-entity'],
    [/^missing root element/, 'xml-no-root'],
    [/^Extra content|Only one element|outside root element/, 'xml-after-root'],
    [/^Unescaped '<'/, 'xml-bracket'],
    [/CDATA|^comment/, 'xml-section'],
    [/NamespaceError|prefix is non-null/, 'xml-prefix'],
    [/^element parse error|end tag name/, 'xml-tag'],
    [
      /processing instruction|xml declaration|doctype|internal subset|Markup declaration/i,
      'xml-head',
    ],
  ],
  wkt: [
    [/group start/, 'wkt-open'],
    [/group end/, 'wkt-close'],
    [/coordinates/, 'wkt-numbers'],
  ],
  database: [
    [/not a database/, 'not-a-database'],
    [/malformed/, 'database-cut'],
    [/^no such table: (?<name>.+)/, 'lacks-table'],
    [/bounds|range|GP$|no known kind|GeometryType/, 'bytes-damaged'],
  ],
  parquet: [
    [/unsupported compression codec: (?<codec>\w+)/, 'parquet-codec'],
    [/parquet|metadata|bounds|range|undefined|null|JSON|memory/i, 'bytes-damaged'],
  ],
  spreadsheet: [
    [/password|encrypt/i, 'locked'],
    [/bounds|range|undefined|null/i, 'bytes-damaged'],
  ],
  binary: [[/bounds|range|offset|length|size|undefined|null/i, 'bytes-damaged']],
} as const satisfies Record<string, readonly (readonly [says: RegExp, code: FileProblemCode])[]>;

/** What a parser said as a problem: by its own code where its words are known, else `unknown` with the words as `why`. */
export function parserProblem(
  parser: keyof typeof WORDS,
  error: Error | string,
  unknown: FileProblemCode,
  values: FileProblem['values'] = {},
): FileProblem {
  if (error instanceof ReadingError && error.problems[0]) return error.problems[0];
  const why = typeof error === 'string' ? error : error.message;
  for (const [says, code] of WORDS[parser]) {
    const found = says.exec(why);
    if (found) return { code, values: { ...values, ...found.groups } };
  }
  return { code: unknown, values: { ...values, why } };
}

/** What a parser said of a file, under the name of its format. */
export const brokenBy = (
  parser: keyof typeof WORDS,
  format: string,
  said: readonly (Error | string)[],
  unknown: FileProblemCode,
): ReadingError =>
  unreadable(
    said.map((words) => ({
      ...parserProblem(parser, words, unknown),
      places: [{ code: 'named', value: format }],
    })),
  );
