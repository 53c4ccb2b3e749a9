import { sql } from 'kysely';
import type { Thing } from '../../contract/access/thing.ts';
import type { Db } from '../store/open.ts';

/**
 * Where acts change rows of a thing in place, and the column that names it where that is not its own id or code; what is
 * effective-dated or versioned keeps its past by itself. What changes of a patrol is what was decided about the objections to it.
 */
const TABLES: Partial<Record<Thing, readonly [table: string, column?: string]>> = {
  account: ['users'],
  alert: ['alerts'],
  case: ['cases'],
  department: ['departments'],
  handheld: ['handhelds'],
  incident: ['incidents'],
  key: ['api_keys'],
  nomination: ['nominations'],
  officer: ['officers'],
  patrol: ['contests', 'patrol_id'],
  study: ['studies'],
  warning: ['warnings'],
  webhook: ['webhooks'],
};

export const hasRows = (thing: Thing): boolean => TABLES[thing] !== undefined;

/** Rows of things as they are now, as JSON by their ids or codes; of several that are of one thing by `thing/id`. */
export async function rowsOfThings(
  db: Db,
  thing: Thing,
  keys: readonly (number | string)[],
): Promise<Map<string, Record<string, unknown>>> {
  const [table, owner] = TABLES[thing]!;
  const own = typeof keys[0] === 'number' || thing === 'incident' ? 'id' : 'code';
  const column = sql.raw(`t.${owner ?? own}`);
  const key = owner ? sql`${column}::text || '/' || t.id` : sql`${column}::text`;
  const { rows } = await sql<{ key: string; row: Record<string, unknown> }>`
    select ${key} as key, to_jsonb(t) as row from ${sql.table(table)} t
    where ${column}::text = any(${keys.map(String)}::text[])`.execute(db);
  return new Map(rows.map(({ key, row }) => [key, row]));
}
