// Lists the licence of every package that is installed for running, and of none that is for tests alone.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { all: { type: 'boolean' }, json: { type: 'boolean' } } });
const { packages } = JSON.parse(
  await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'),
);

/** What a lock file does not tell stands in the package itself. */
async function licenceOf(path, { license }) {
  if (license) return license;
  const file = new URL(`../${path}/package.json`, import.meta.url);
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const told = JSON.parse(text);
  return told.license?.type ?? told.license ?? told.licenses?.map(({ type }) => type).join(' OR ');
}

const rows = [];
for (const [path, entry] of Object.entries(packages)) {
  const name = path.replace(/^.*node_modules\//, '');
  if (path === '' || entry.link || (entry.dev && !values.all)) continue;
  rows.push({ licence: (await licenceOf(path, entry)) ?? 'UNKNOWN', name, version: entry.version });
}
rows.sort((a, b) => a.licence.localeCompare(b.licence) || a.name.localeCompare(b.name));

if (values.json) console.log(JSON.stringify(rows));
else {
  const counts = new Map();
  for (const { licence } of rows) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  for (const { licence, name, version } of rows) console.log(`${licence}\t${name}@${version}`);
  console.log(`\n${[...counts].map(([licence, count]) => `${licence}: ${count}`).join(', ')}`);
}
