import type { Thing } from '../../contract/access/thing.ts';
import type { Route } from '../../contract/routes/route.ts';
import { hasRows, rowsOfThings } from '../../db/access/rows-of-things.ts';
import type { Db } from '../../db/store/open.ts';
import { type Call, namedBy } from './claims.ts';

/** Things whose rows are compared; more are counted. */
const THINGS_MAX = 100;
const SECRET = /secret|hash|sealed|token|key/;
/** Kept by place, not by content. */
const LEFT_OUT = /^(geom|position|cells|result|payload)$/;

/** What an act changed of one thing: by column, before and after; of one that is gone, all that it was. */
interface Change {
  thing: Thing;
  key: string;
  before: Record<string, unknown>;
  after: Record<string, unknown> | null;
}

/** Looks at what a call names before it is answered. The function it gives tells what has become of that; undefined: nothing. */
export async function watchChanges(
  db: Db,
  route: Route,
  call: Call,
  nowMs: number,
): Promise<() => Promise<{ changed: Change[]; unseen?: number } | undefined>> {
  const named = namedBy(route, call, nowMs).filter(
    ({ claims, thing }) =>
      claims.length > 0 && hasRows(thing) && !(route.replaces && thing in route.replaces),
  );
  const before = await Promise.all(
    named.map(async ({ thing, claims }) => {
      const keys = claims.slice(0, THINGS_MAX).map(({ key }) => key);
      return { thing, keys, rows: await rowsOfThings(db, thing, keys) };
    }),
  );
  const unseen = named.reduce((n, { claims }) => n + Math.max(0, claims.length - THINGS_MAX), 0);
  return async () => {
    const changed: Change[] = [];
    for (const { thing, keys, rows } of before) {
      const after = await rowsOfThings(db, thing, keys);
      for (const [key, row] of rows) {
        const change = changeOf(row, after.get(key));
        if (change) changed.push({ thing, key, ...change });
      }
    }
    if (changed.length === 0 && unseen === 0) return undefined;
    return { changed, ...(unseen > 0 ? { unseen } : {}) };
  };
}

type Row = Record<string, unknown>;

/** Columns that differ, before and after; all of them where the row is gone; undefined where none does. */
export function changeOf(
  before: Row,
  after: Row | undefined,
): { before: Row; after: Row | null } | undefined {
  const names = Object.keys(before).filter(
    (name) =>
      !LEFT_OUT.test(name) &&
      (!after || JSON.stringify(before[name]) !== JSON.stringify(after[name])),
  );
  if (names.length === 0) return undefined;
  const told = (row: Row) =>
    Object.fromEntries(
      names.map((name) => [name, SECRET.test(name) && row[name] !== null ? '***' : row[name]]),
    );
  return { before: told(before), after: after ? told(after) : null };
}
