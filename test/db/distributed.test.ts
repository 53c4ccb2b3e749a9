import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Every statement the service sends, by the file that sends it. */
const statements = (
  await Promise.all(
    (
      await readdir('test/db/sql')
    ).map(async (name) => {
      let file = '';
      const parts = (await readFile(`test/db/sql/${name}`, 'utf8')).trimEnd().split('\n\n');
      return parts.flatMap((part) => {
        if (part.startsWith('-- server/')) file = part.slice(3);
        return part.startsWith('--') ? [] : [{ file, text: part }];
      });
    }),
  )
).flat();

const functions = await Promise.all(
  (await readdir('sql/functions')).map(async (file) => ({
    file,
    text: await readFile(`sql/functions/${file}`, 'utf8'),
  })),
);

/** What is distributed where one machine is not enough, by handheld: fixes, with their days, and those that are packed. */
const FIXES = /(?<![\w.])(fixes(_YYYYMMDD)?|fix_chunks)(?!\w)/;
const ofFixes = statements.filter(({ text }) => FIXES.test(text));
const writesFixes = ofFixes.filter(({ text }) =>
  /\b(insert into|update|delete from|copy) (only )?(fixes|fix_chunks)\b/i.test(text),
);

/** What a store that distributes `fixes` does not take (tried on Citus 13.2). */
const NEVER: [what: string, of: typeof statements, pattern: RegExp][] = [
  ['locks rows of fixes', ofFixes, /\bfor (no key )?(update|share|key share)\b/i],
  ['reads the transaction of a row', ofFixes, /\b(xmin|xmax|ctid)\b/i],
  ['merges into a table', statements, /\bmerge into\b/i],
  ['groups fixes by several sets', ofFixes, /\b(grouping sets|cube\s*\(|rollup\s*\()/i],
  ['walks recursively over fixes', ofFixes, /\bwith recursive\b/i],
  [
    'computes another value at every node where fixes are written',
    writesFixes,
    /\b(now|random|clock_timestamp|statement_timestamp|gen_random_uuid)\s*\(|\bcurrent_(timestamp|date)\b/i,
  ],
  [
    'computes what it gives back, or what it sets where a row is there, by a function that is not immutable',
    writesFixes,
    /\b(returning|do update set)\b(?:(?!\b(?:select|from|where)\b)[^;)])*\b(to_char|date_trunc|date_part|extract|timezone|age|nextval|currval)\s*\(/i,
  ],
  [
    'asks about fixes anew for each of its rows, but by a function in PL/pgSQL',
    ofFixes,
    /\bfrom (fixes|fix_chunks)( \w+)?\s+where\s+(\w+\.)?handheld_id\s*=\s*[a-z]\w*\.\w/i,
  ],
  [
    'folds fixes for each row of another table without the handheld they are of',
    ofFixes,
    /\blateral \(\s*select (min|max|count|sum)\b(?![\s\S]*\bgroup by f\.handheld_id\b)/i,
  ],
  [
    // Each worker would give the least of its own, and there is no function that puts such parts together.
    'takes the least or greatest array or row of fixes that it has not fetched before (offset 0)',
    ofFixes,
    /^(?![\s\S]*\boffset 0\b)[\s\S]*\b(min|max)\s*\(\s*(array\s*\[|row\s*\()/i,
  ],
  [
    'moves a fix to another handheld',
    writesFixes,
    /\bset\s+(?:(?!\bwhere\b)[^;])*\bhandheld_id\s*=/i,
  ],
];

test.each(NEVER)('no statement %s', (_, of, pattern) => {
  expect(of.length).toBeGreaterThan(0);
  expect(of.filter(({ text }) => pattern.test(text))).toEqual([]);
});

test('no function in SQL reads or writes fixes: its parameters would not reach the shards', () => {
  const wrong = functions.filter(
    ({ text }) => FIXES.test(text.replaceAll(/--.*$/gm, '')) && /\blanguage sql\b/i.test(text),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('what is written to fixes says whose it is, the key they are distributed by', () => {
  expect(writesFixes.length).toBeGreaterThan(0);
  // Days that are past their retention are taken out of every shard.
  const oneHandhelds = writesFixes.filter(
    ({ text }) => !/\bdelete from fix_chunks where day </.test(text),
  );
  for (const { file, text } of oneHandhelds) expect(text, file).toContain('handheld_id');
});
