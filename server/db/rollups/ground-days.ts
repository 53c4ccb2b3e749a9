import { sql } from 'kysely';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type {
  GroundDay,
  GroundRules,
  SeenDay,
  WeighedCells,
} from '../../domain/days/fold-ground.ts';
import { cellsOfSets, cellWeights } from '../areas/cell-sets.ts';
import type { Db } from '../store/open.ts';

export interface GridDay {
  gridId: number;
  day: string;
}

/** Days of a grid from `from` to before `until`, and the day from which on what was seen matters to them. */
export interface GridSpan {
  gridId: number;
  since: string;
  from: string;
  until: string;
}

/** The longest period, days, that any version of a norm has. */
export async function longestPeriod(trx: Db): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select coalesce(max((rules ->> 'periodDays')::int), 1) as days from norm_versions`.execute(trx);
  return rows[0]!.days;
}

/** What was seen in grids, by grid. */
export async function readGroundHistory(
  trx: Db,
  spans: readonly GridSpan[],
): Promise<Map<number, SeenDay[]>> {
  const { rows } = await sql<
    Omit<SeenDay, 'rules'> & { gridId: number; normId: number; normVersion: number }
  >`
    select r.grid_id as "gridId", r.day::text, r.officer_id as "officerId", r.held = 1 as holds,
      r.cell_set_id as "cellSetId", r.seen::text, r.visits, r.norm_id as "normId", r.norm_version as "normVersion"
    from unnest(${spans.map((s) => s.gridId)}::bigint[], ${spans.map((s) => s.since)}::date[],
      ${spans.map((s) => s.until)}::date[]) as s (grid_id, since, until)
    join day_rollups r on r.grid_id = s.grid_id and r.day >= s.since and r.day < s.until and r.superseded is null`.execute(
    trx,
  );
  const rules = await rulesOf(trx, rows);
  const history = new Map<number, SeenDay[]>();
  for (const { gridId, normId, normVersion, ...row } of rows) {
    const days = history.get(gridId) ?? [];
    days.push({ ...row, rules: rules.get(`${normId} ${normVersion}`) ?? defaultNorm().rules });
    history.set(gridId, days);
  }
  return history;
}

async function rulesOf(
  trx: Db,
  norms: readonly { normId: number; normVersion: number }[],
): Promise<ReadonlyMap<string, GroundRules>> {
  const named = [
    ...new Map(norms.map((norm) => [`${norm.normId} ${norm.normVersion}`, norm])).values(),
  ];
  const { rows } = await sql<{ id: number; version: number; rules: GroundRules }>`
    select norm_id as id, version, rules from norm_versions
    where (norm_id, version) in (select * from unnest(${named.map((n) => n.normId)}::bigint[],
      ${named.map((n) => n.normVersion)}::int[]))`.execute(trx);
  return new Map(rows.map(({ id, version, rules }) => [`${id} ${version}`, rules]));
}

/** Cells and weights of all sets of a history. Which cells they are is read only where one grid has several sets. */
export async function readWeighedCells(
  trx: Db,
  history: ReadonlyMap<number, readonly SeenDay[]>,
): Promise<(cellSetId: number) => WeighedCells> {
  const setsBy = [...history.values()].map(
    (days) => new Set(days.flatMap(({ cellSetId }) => (cellSetId === null ? [] : [cellSetId]))),
  );
  const weights = await cellWeights(
    trx,
    setsBy.flatMap((sets) => [...sets]),
  );
  const several = setsBy.filter(({ size }) => size > 1).flatMap((sets) => [...sets]);
  const cells = await cellsOfSets(trx, several);
  return (id) => ({ cells: cells.get(id) ?? [], weights: weights.get(id) ?? [] });
}

const COLUMNS: Record<keyof Omit<GroundDay, 'day' | 'officers'>, string> = {
  cellWeight: 'cell_weight',
  staleWeightDays: 'stale_weight_days',
  unseenWeight: 'unseen_weight',
  staleMaxDays: 'stale_max_days',
  combWindows: 'comb_windows',
  combMet: 'comb_met',
  combCoverageE4: 'comb_coverage_e4',
  checkpointsDue: 'checkpoints_due',
  checkpointsMet: 'checkpoints_met',
};
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** Rows that say something new, or lie in other areas, follow the ones before; rows of days without roll-ups are superseded by nothing. */
export async function replaceGroundDays(
  trx: Db,
  spans: readonly GridSpan[],
  {
    edition,
    grounds,
    moved,
  }: { grounds: readonly (GroundDay & GridDay)[]; moved: readonly GridDay[]; edition: number },
): Promise<void> {
  const figures = (alias: string) =>
    sql.raw(NAMES.map((name) => `${alias}.${COLUMNS[name]}`).join(', '));
  const column = <T>(pick: (row: GroundDay & GridDay) => T) => grounds.map(pick);
  const offered = sql`
    select o.grid_id, o.day, o.officers::bigint[] as officers, ${figures('o')}
    from unnest(${column((g) => g.gridId)}::bigint[], ${column((g) => g.day)}::date[],
      ${column((g) => `{${g.officers.join(',')}}`)}::text[],
      ${sql.join(NAMES.map((name) => sql`${column((g) => g[name])}::bigint[]`))}
    ) as o (grid_id, day, officers, ${sql.raw(NAMES.map((name) => COLUMNS[name]).join(', '))})`;
  await sql`
    with offered as (${offered})
    update ground_days g set superseded = ${edition}
    from unnest(${spans.map((s) => s.gridId)}::bigint[], ${spans.map((s) => s.from)}::date[],
      ${spans.map((s) => s.until)}::date[]) as s (grid_id, since, until)
    where g.grid_id = s.grid_id and g.day >= s.since and g.day < s.until and g.superseded is null
      and ((g.grid_id, g.day) in (select * from unnest(${moved.map((m) => m.gridId)}::bigint[], ${moved.map((m) => m.day)}::date[]))
        or not exists (select from offered o where o.grid_id = g.grid_id and o.day = g.day
          and (o.officers, ${figures('o')}) = (g.officers, ${figures('g')})))`.execute(trx);
  await sql`
    with offered as (${offered})
    insert into ground_days (grid_id, day, edition, village_id, town_id, district_id, city_id, officers,
      ${sql.raw(NAMES.map((name) => COLUMNS[name]).join(', '))})
    select o.grid_id, o.day, ${edition}::bigint, a.village_id, a.town_id, a.district_id, a.city_id, o.officers, ${figures('o')}
    from offered o
    left join ground_days g on g.grid_id = o.grid_id and g.day = o.day and g.superseded is null
    cross join lateral area_placement(o.grid_id,
      (o.day + interval '12 hours') at time zone area_time_zone(o.grid_id, (o.day + interval '12 hours') at time zone 'UTC')) a
    where g.grid_id is null`.execute(trx);
}
