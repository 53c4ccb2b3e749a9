import type { ImportReport } from '../../contract/imports/import.ts';

/** Things whose change the access log has of one file; the changes of all are counted. */
const THINGS_MAX = 20;

type Values = Record<string, string>;

/** What a file changed of what is on record, for the access log; undefined: nothing. */
export function tellChanges({ changes, changesInAll, kind }: ImportReport) {
  if (changesInAll === 0) return undefined;
  const things = new Map<string, { thing: string; key: string; before: Values; after: Values }>();
  for (const { after, before, field, key } of changes) {
    const thing = things.get(key) ?? { thing: kind, key, before: {}, after: {} };
    things.set(key, thing);
    thing.before[field] = before;
    thing.after[field] = after;
  }
  return { changed: [...things.values()].slice(0, THINGS_MAX), changesInAll };
}
