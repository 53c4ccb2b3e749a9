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

/** What is in memory, by name: changes that could not be written, and what is known as last read or written. */
interface Memory {
  held: ReadonlyMap<string, Change>;
  remembered: Map<string, unknown>;
}

export const nameOf = ({ store, key }: Pick<Change, 'store' | 'key'>) => `${store} ${key}`;
export const isGone = ({ value }: Change) => value === undefined;

/** Reads what is written, as far as `trx` can, with what is held in memory over it; without `trx`, what was read of `known` before. */
export function viewOf(
  { held, remembered }: Memory,
  trx?: IDBPTransaction<unknown, Name[], IDBTransactionMode>,
): View {
  const heldIn = (store: Name) => [...held.values()].filter((change) => change.store === store);
  /** By name, as written and then as held. */
  const merge = <T>(
    store: Name,
    rows: readonly (readonly [IDBValidKey, T])[],
    { of, range }: { of: (change: Change) => T; range?: IDBKeyRange },
  ): [IDBValidKey, T][] => {
    const changes = heldIn(store);
    const found = new Map(rows.map((row) => [nameOf({ store, key: row[0] as never }), row]));
    for (const change of changes)
      if (isGone(change)) found.delete(nameOf(change));
      else if (!range || range.includes(change.key))
        found.set(nameOf(change), [change.key, of(change)]);
    const all = [...found.values()].map(([key, value]): [IDBValidKey, T] => [key, value]);
    return changes.length > 0 ? all.sort(([a], [b]) => indexedDB.cmp(a, b)) : all;
  };
  const keys: View['keys'] = async (store) => {
    const written = (await trx?.objectStore(store).getAllKeys()) ?? [];
    const rows = written.map((key) => [key as IDBValidKey, null] as const);
    return merge(store, rows, { of: () => null }).map(([key]) => key as never);
  };
  return {
    keys,
    async get(store, key) {
      const record = nameOf({ store, key });
      const written = trx && (await trx.objectStore(store).get(key as IDBValidKey));
      if (trx && store === 'known') remembered.set(record, written);
      const change = held.get(record);
      return change ? change.value : trx ? written : (remembered.get(record) as never);
    },
    async list(store, { range, most } = {}) {
      const source = trx?.objectStore(store);
      // Some of those written are held to be gone.
      const asked = most && most + heldIn(store).length;
      const [at = [], values = []] = source
        ? await Promise.all([source.getAllKeys(range, asked), source.getAll(range, asked)])
        : [];
      const rows = at.map((key, k) => [key as IDBValidKey, values[k]] as const);
      return merge(store, rows, { of: ({ value }) => value, range })
        .slice(0, most)
        .map(([key, value]) => ({ key: key as never, value: value as never }));
    },
    async count(store) {
      if (trx && heldIn(store).length === 0) return trx.objectStore(store).count();
      return (await keys(store)).length;
    },
  };
}
