import { sql } from 'kysely';
import type { Incident } from '../../contract/incidents/incident.ts';
import { literalText } from '../store/literal-text.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { incidentsAmong } from './incidents.ts';

/**
 * Incidents in grids of an area of this id, and those that began in [fromMs, toMs) with an id that starts so or of one of these
 * categories; newest first.
 */
export async function findIncidents(
  db: Db,
  words: string,
  asked: {
    within: number;
    fromMs: number;
    toMs: number;
    categories: readonly string[];
    limit: number;
  },
): Promise<Incident[]> {
  const [from, to] = [iso(asked.fromMs), iso(asked.toMs)];
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id, occurred_from from incidents where id = ${words}
      union
      (select id, occurred_from from incidents
        where occurred_from >= ${from} and occurred_from < ${to}
          and (id like ${`${literalText(words)}%`} or category = any(${asked.categories}::text[]))
          and grid_id in (select area_subtree(${asked.within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
        order by occurred_from desc, id limit ${asked.limit})
    ) found order by occurred_from desc, id limit ${asked.limit + 1}`.execute(db);
  const area = { within: asked.within, fromMs: 0, toMs: asked.toMs };
  const found = await incidentsAmong(
    db,
    rows.map(({ id }) => id),
    area,
  );
  return found.slice(0, asked.limit);
}
