import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Licences that let a city run and change what it is given. */
const FREE =
  /^\(?(MIT|ISC|0BSD|BSD(-[23]-Clause)?|BDS-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|MPL-2\.0|EDL-1\.0|Python-2\.0|Zlib|CC-BY-4\.0)\b/;
/** Say their licence, MIT, in their text alone. */
const SAID_ELSEWHERE = new Set(['@mapbox/jsonlint-lines-primitives', 'png-js']);

it('everything that is installed for running may be used freely', () => {
  const text = execFileSync(process.execPath, ['scripts/licences.mjs', '--json'], {
    encoding: 'utf8',
  });
  const rows = JSON.parse(text) as { licence: string; name: string }[];
  expect(rows.length).toBeGreaterThan(100);
  expect(
    rows.filter(({ licence, name }) => !FREE.test(licence) && !SAID_ELSEWHERE.has(name)),
  ).toEqual([]);
});
