import { sql } from 'kysely';
import { problemOf } from '../../contract/file-problem.ts';
import type { DepartmentFigure } from '../../contract/metrics/department-figures.ts';
import { asJson, lastOfEach, type Put } from '../people/provision.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { findCategories } from './categories.ts';
import { KIND_PATHS, replaceMatters } from './incident-records.ts';

const PREFIX = 'department:';

/**
 * Puts departments' figures on record as matters, as one edition, all or nothing; those on record under the same id are replaced. Grids are
 * those of an area `within`, at any time until `moment` (Unix ms).
 */
export async function putDepartmentFigures(
  db: Db,
  figures: readonly DepartmentFigure[],
  { within, moment }: { within: number; moment: number },
): Promise<Put> {
  const offered = lastOfEach(figures, ({ id }) => id);
  return inTransaction(db, async (trx) => {
    const kinds = await findCategories(
      trx,
      offered.map(({ kind }) => kind),
    );
    const { rows } = await sql<{ code: string }>`
      select code from areas where code = any(${offered.map(({ grid }) => grid)}::text[])
        and id in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))
        and exists (select from area_versions v where v.area_id = areas.id and v.level = 'grid')`.execute(
      trx,
    );
    const ids = offered.map(({ id }) => `${PREFIX}${id}`);
    const { rows: foreign } = await sql<{ id: string }>`
      select substr(incident_id, ${PREFIX.length + 1}) as id from matters where superseded is null and incident_id = any(${ids}::text[])
        and grid_id not in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))`.execute(
      trx,
    );
    const grids = new Set(rows.map(({ code }) => code));
    const refused = [
      ...foreign.map(({ id }) => problemOf(id, 'figure-of-others')),
      ...offered.flatMap(({ id, grid, kind }) => [
        ...(grids.has(grid) ? [] : [problemOf(id, 'no-own-grid', { grid })]),
        ...(kinds.has(kind) ? [] : [problemOf(id, 'no-incident-category', { category: kind })]),
      ]),
    ];
    if (refused.length > 0) return { refused };
    const now = sql`
      with recursive ${KIND_PATHS}, matters_now as (
        select ${PREFIX} || o.id as id, a.id as grid_id, o.day, 'department' as found_by, p.kinds, c.points,
          null::bigint as finder_id, o.count, o.department as source
        from json_to_recordset(${asJson(offered)}) as o (id text, department text, grid text, day date, kind text, count int)
        join areas a on a.code = o.grid
        join incident_categories c on c.code = o.kind
        join path p on p.code = o.kind and p.parent_code is null
        where o.count > 0
      )`;
    return { changed: await replaceMatters(trx, ids, now) };
  });
}

/** Departments' figures on record as of an edition within an area, of local days from `from` to before `to`, by day, grid and id: `rows` of them after `offset`. */
export async function listDepartmentFigures(
  db: Db,
  {
    edition,
    from,
    moment,
    offset,
    rows: most,
    to,
    within,
  }: {
    within: number;
    moment: number;
    from: string;
    to: string;
    edition: number;
    offset: number;
    rows: number;
  },
): Promise<DepartmentFigure[]> {
  const { rows } = await sql<DepartmentFigure>`
    select substr(m.incident_id, ${PREFIX.length + 1}) as id, m.source as department, a.code as grid, m.day::text, m.kinds[1] as kind, m.count
    from matters m join areas a on a.id = m.grid_id
    where m.source is not null and m.edition <= ${edition} and (m.superseded is null or m.superseded > ${edition}) and m.day >= ${from}::date and m.day < ${to}::date
      and m.grid_id in (select area_subtree(${within}::bigint, '-infinity', ${iso(moment)}::timestamptz))
    order by m.day, a.code, m.incident_id limit ${most} offset ${offset}`.execute(db);
  return rows;
}
