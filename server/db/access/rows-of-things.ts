import { sql } from 'kysely';
import type { Thing } from '../../contract/routes/route.ts';
import type { Db } from '../store/open.ts';

/** Where a thing is one row that acts change in place; what is effective-dated or versioned keeps its past by itself. */
const TABLES: Partial<Record<Thing, string>> = {
  account: 'users',
  alert: 'alerts',
  handheld: 'handhelds',
  incident: 'incidents',
  key: 'api_keys',
  nomination: 'nominations',
  officer: 'officers',
  study: 'studies',
  warning: 'warnings',
  webhook: 'webhooks',
};

export const hasRows = (thing: Thing): boolean => TABLES[thing] !== undefined;

/** Rows of things as they are now, as JSON by their ids or codes. */
export async function rowsOfThings(
  db: Db,
  thing: Thing,
  keys: readonly (number | string)[],
): Promise<Map<string, Record<string, unknown>>> {
  const ids = sql.raw(typeof keys[0] === 'number' || thing === 'incident' ? 'id' : 'code');
  const { rows } = await sql<{ key: string; row: Record<string, unknown> }>`
    select t.${ids}::text as key, to_jsonb(t) as row from ${sql.table(TABLES[thing]!)} t
    where t.${ids}::text = any(${keys.map(String)}::text[])`.execute(db);
  return new Map(rows.map(({ key, row }) => [key, row]));
}
