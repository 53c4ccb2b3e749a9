import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PINNED = 'test/db/sql';
const HEAD =
  '-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.';
/** Between statements; none has an empty line within. */
const BREAK = '\n\n';

/**
 * Sets the statements that tests sent (a folder of JSON, by file of the server) beside those on record in test/db/sql, one file a room.
 * `update` puts on record what is not; of a `whole` run it takes off what was not sent as well.
 * Returns the statements not on record and those not sent.
 */
export async function compareStatements(folder, { update, whole }) {
  const sent = await readSent(folder);
  const pinned = await readPinned();
  const missing = (from, other) =>
    [...from.values()].filter(({ text }) => !textsOf(other).has(text));
  const unknown = missing(sent, pinned);
  const gone = missing(pinned, sent);
  if (update) await write(whole ? sent : new Map([...pinned, ...sent]));
  return { unknown: update ? [] : unknown, gone: whole && !update ? gone : [] };
}

const textsOf = (statements) => new Set([...statements.values()].map(({ text }) => text));
const put = (statements, file, text) => statements.set(`${file} ${text}`, { file, text });

async function readSent(folder) {
  const statements = new Map();
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const sent = JSON.parse(await readFile(join(folder, name), 'utf8'));
    for (const [file, texts] of Object.entries(sent))
      for (const text of texts) put(statements, file, tidy(text));
  }
  return statements;
}

/** Without the indentation of its source; day partitions by one name. */
function tidy(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const indent = Math.min(...lines.slice(1).map((line) => line.search(/\S/)), Infinity);
  return lines
    .map((line, k) => (k === 0 ? line.trim() : line.slice(indent)).trimEnd())
    .join('\n')
    .replaceAll(/fixes_\d{8}/g, 'fixes_YYYYMMDD')
    .replaceAll(/'\d{4}-\d\d-\d\d 00:00\+00'/g, "'YYYY-MM-DD 00:00+00'");
}

async function readPinned() {
  const statements = new Map();
  for (const name of existsSync(PINNED) ? await readdir(PINNED) : []) {
    let file = '';
    const text = await readFile(join(PINNED, name), 'utf8');
    for (const part of text.trimEnd().split(BREAK))
      if (part.startsWith('-- server/')) file = part.slice(3);
      else if (part !== HEAD) put(statements, file, part.replace(/;$/, ''));
  }
  return statements;
}

/** server/db/areas/x.ts and server/services/areas/y.ts are one room; a file that stands in none is its layer's. */
const roomOf = (file) => {
  const [, layer, room, name] = file.split('/');
  return name ? room : layer;
};

async function write(statements) {
  const rooms = grouped(statements.values(), ({ file }) => roomOf(file));
  await rm(PINNED, { recursive: true, force: true });
  await mkdir(PINNED, { recursive: true });
  for (const [room, all] of rooms) {
    const files = [...grouped(all, ({ file }) => file)].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = files.flatMap(([file, own]) => [
      `-- ${file}`,
      ...own.map(({ text }) => `${text};`).sort(),
    ]);
    await writeFile(join(PINNED, `${room}.sql`), `${[HEAD, ...parts].join(BREAK)}\n`);
  }
}

function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
