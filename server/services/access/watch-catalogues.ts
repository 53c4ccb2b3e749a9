import { CATALOGUES, type Catalogue } from '../../contract/access/thing.ts';
import type { Route } from '../../contract/routes/route.ts';
import type { Db } from '../../db/store/open.ts';
import { KEPT, type Row } from './catalogues.ts';
import { type Call, follow } from './claims.ts';

/** What an act changed of one row of a catalogue: null before, it was new; null after, it is gone. */
export interface Replaced {
  thing: Catalogue;
  key: string;
  before: Row | null;
  after: Row | null;
}

/** Codes or days of what a call puts or takes off. */
export type Keys = Partial<Record<Catalogue, readonly string[]>>;

/** What a call replaces, as its declaration points to it. */
export const replacedBy = ({ replaces = {} }: Route, call: Call): Keys =>
  Object.fromEntries(
    Object.entries(replaces).map(([thing, pointer]) => [
      thing,
      follow(call, pointer.split('.')).map(({ value }) => String(value)),
    ]),
  );

/** Looks at rows of catalogues before an act. The function it gives tells what has become of them. */
export async function watchCatalogues(db: Db, keys: Keys): Promise<() => Promise<Replaced[]>> {
  const before = await readRows(db, keys);
  return async () => {
    const after = await readRows(db, keys);
    return CATALOGUES.flatMap((thing) =>
      [...new Set(keys[thing])].flatMap((key) => {
        const [was, is] = [before[thing]?.get(key) ?? null, after[thing]?.get(key) ?? null];
        return isSame(was, is) ? [] : [{ thing, key, before: was, after: is }];
      }),
    );
  };
}

/** The rows of some keys, by kind. */
export async function readRows(
  db: Db,
  keys: Keys,
): Promise<Partial<Record<Catalogue, Map<string, Row>>>> {
  const found: Partial<Record<Catalogue, Map<string, Row>>> = {};
  for (const thing of CATALOGUES)
    if (keys[thing]?.length) found[thing] = await KEPT[thing].read(db, keys[thing]);
  return found;
}

/** Each kind is read with its fields in one order. */
export const isSame = (a: Row | null, b: Row | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
