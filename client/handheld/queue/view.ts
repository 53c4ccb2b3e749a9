import type { IDBPTransaction } from 'idb';
import type { Schema } from './records.ts';

export type Name = 'fixes' | 'events' | 'calls' | 'known';
export const NAMES: Name[] = ['fixes', 'events', 'calls', 'known'];

/** A record to be put under its key, or taken out where it has no value. */
export interface Change<S extends Name = Name> {
  store: S;
  key: Schema[S]['key'];
  value?: Schema[S]['value'];
}

/** What is there, written or held in memory. */
export interface View {
  get<S extends Name>(store: S, key: Schema[S]['key']): Promise<Schema[S]['value'] | undefined>;
  /** Records in the order of their keys. */
  list<S extends Name>(
    store: S,
    which?: { range?: IDBKeyRange; most?: number },
  ): Promise<{ key: Schema[S]['key']; value: Schema[S]['value'] }[]>;
  keys<S extends Name>(store: S): Promise<Schema[S]['key'][]>;
  count(store: Name): Promise<number>;
}

/** What is in memory, by name. */
export interface Memory {
  /** Changes that could not be written. */
  held: Map<string, Change>;
  /** All that was written, as far as it was seen since the window opened. */
  written: Map<string, Change>;
}

export const nameOf = ({ store, key }: Pick<Change, 'store' | 'key'>) => `${store} ${key}`;
export const isGone = ({ value }: Change) => value === undefined;

/** Reads what is written, with what is held in memory over it; without `trx`, where nothing can be read, what is known of it. */
export function viewOf(
  { held, written }: Memory,
  trx?: IDBPTransaction<unknown, Name[], IDBTransactionMode>,
): View {
  const of = (changes: Map<string, Change>, store: Name) =>
    [...changes.values()].filter((change) => change.store === store);
  /** By name, as written and then as held. */
  const merge = <T>(
    store: Name,
    rows: readonly (readonly [IDBValidKey, T])[],
    { as, range }: { as: (change: Change) => T; range?: IDBKeyRange },
  ): [IDBValidKey, T][] => {
    const changes = [...(trx ? [] : of(written, store)), ...of(held, store)];
    const found = new Map(rows.map((row) => [nameOf({ store, key: row[0] as never }), row]));
    for (const change of changes)
      if (isGone(change)) found.delete(nameOf(change));
      else if (!range || range.includes(change.key))
        found.set(nameOf(change), [change.key, as(change)]);
    const all = [...found.values()].map(([key, value]): [IDBValidKey, T] => [key, value]);
    return changes.length > 0 ? all.sort(([a], [b]) => indexedDB.cmp(a, b)) : all;
  };
  const keys: View['keys'] = async (store) => {
    const kept = (await trx?.objectStore(store).getAllKeys()) ?? [];
    const rows = kept.map((key) => [key as IDBValidKey, null] as const);
    return merge(store, rows, { as: () => null }).map(([key]) => key as never);
  };
  return {
    keys,
    async get(store, key) {
      const record = nameOf({ store, key });
      const kept = trx && (await trx.objectStore(store).get(key as IDBValidKey));
      const change = held.get(record) ?? (trx ? undefined : written.get(record));
      return change ? change.value : kept;
    },
    async list(store, { range, most } = {}) {
      const source = trx?.objectStore(store);
      // Some of those written are held to be gone.
      const asked = most && most + of(held, store).length;
      const [at = [], values = []] = source
        ? await Promise.all([source.getAllKeys(range, asked), source.getAll(range, asked)])
        : [];
      const rows = at.map((key, k) => [key as IDBValidKey, values[k]] as const);
      return merge(store, rows, { as: ({ value }) => value, range })
        .slice(0, most)
        .map(([key, value]) => ({ key: key as never, value: value as never }));
    },
    async count(store) {
      if (trx && of(held, store).length === 0) return trx.objectStore(store).count();
      return (await keys(store)).length;
    },
  };
}
