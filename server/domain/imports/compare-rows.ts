import type { ImportChange, ImportField, ImportKind } from '../../contract/imports/import.ts';
import { KINDS } from './kinds.ts';
import type { WrittenRow } from './write-table.ts';

/** What the rows of one thing say, by field. */
type Said = Map<ImportField, Set<string>>;

/**
 * What of a table is otherwise after an import: what its file gave out before and after, thing by thing. What is new is left out; of what
 * has several rows, the values that go and those that come are told.
 */
export function compareRows(
  kind: ImportKind,
  before: readonly WrittenRow[],
  after: readonly WrittenRow[],
): ImportChange[] {
  const fields = KINDS[kind].fields.map(({ field }) => field);
  const now = saidByThing(kind, after);
  return [...saidByThing(kind, before)].flatMap(([key, { name, said }]) =>
    fields.flatMap((field) => {
      const [was, is] = [valuesOf(said, field), valuesOf(now.get(key)?.said, field)];
      const gone = [...was].filter((value) => !is.has(value));
      const come = [...is].filter((value) => !was.has(value));
      return gone.length + come.length === 0
        ? []
        : [{ key, name, field, before: gone.join(', '), after: come.join(', ') }];
    }),
  );
}

const NOTHING: ReadonlySet<string> = new Set();
const valuesOf = (said: Said | undefined, field: ImportField) => said?.get(field) ?? NOTHING;

function saidByThing(kind: ImportKind, rows: readonly WrittenRow[]) {
  const { alike = [], fields, identity } = KINDS[kind];
  // Rows of one code are of one thing, whatever else tells them apart.
  const own: readonly ImportField[] = identity.includes('code') ? ['code'] : identity;
  /** By which fields it is told of what thing a field says something, such as of a duty of a department. */
  const toldBy = (field: ImportField) => alike.find((one) => one.fields.includes(field))?.of ?? own;
  const things = new Map<string, { name: string; said: Said }>();
  for (const row of rows) {
    const called = own.includes('name') ? '' : String(row.name ?? row.nameZh ?? '');
    for (const { field } of fields) {
      const key = toldBy(field)
        .flatMap((part) => row[part] ?? [])
        .join(' · ');
      const thing = things.get(key) ?? { name: called, said: new Map() };
      things.set(key, thing);
      const value = row[field] ?? '';
      if (value === '') continue;
      thing.said.set(field, (thing.said.get(field) ?? new Set()).add(String(value)));
    }
  }
  return things;
}
