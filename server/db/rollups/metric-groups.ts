import { type RawBuilder, sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { MetricLevel, Period } from '../../contract/metrics/metrics.ts';
import type { DayFigures } from '../../domain/days/fold-grid-day.ts';
import type { Group } from '../../domain/metrics/fold-groups.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';
import { FIGURE_COLUMNS } from './day-rollups.ts';
import { UNIT_COLUMNS } from './unit-columns.ts';

/** A question to the roll-ups; `whole`: all days as one period. `unitId`: only this unit; `unitsAfter`: only those of a higher id. */
export type GroupQuestion = RollupRange & {
  level: MetricLevel;
  period: Period | 'whole';
  unitId?: number | undefined;
  unitsAfter?: number;
};

/** Whether a unit is asked for. */
export const unitAsked = (
  unit: RawBuilder<unknown>,
  { unitId, unitsAfter }: Pick<GroupQuestion, 'unitId' | 'unitsAfter'>,
) => sql`
  ${unitId === undefined ? sql`` : sql`and ${unit} = ${unitId}`}
  ${unitsAfter === undefined ? sql`` : sql`and ${unit} > ${unitsAfter}`}`;

/** Which roll-ups a question is about. Local days from `from` to before `to`, as of an edition. */
export interface RollupRange {
  from: string;
  to: string;
  edition: number;
  /** Areas the days must lie in, each of them: what was asked for and what the asker may see. */
  within: readonly { id: number; level: Level }[];
}

/** Roll-ups in force as of an edition. */
export const inForce = ({ from, to, ...record }: RollupRange) => sql`
  r.day >= ${from}::date and r.day < ${to}::date and ${onRecord(record)}`;

/** What is on record as of an edition, where it stands in these areas. */
export const onRecord = ({ edition, within }: Pick<RollupRange, 'edition' | 'within'>) => sql`
  r.edition <= ${edition} and (r.superseded is null or r.superseded > ${edition})
  ${standsIn({ within })}`;

/** What gave way by an edition: all after an edition `since`; unless told, what nothing in its place tells of. */
export const gaveWay = ({ edition, since }: { edition: number; since: number | undefined }) =>
  sql`${since === undefined ? sql`r.lost` : sql`r.superseded > ${since}`} and r.superseded <= ${edition}`;

/** What stands in all of these areas. */
export const standsIn = ({ within }: Pick<RollupRange, 'within'>) =>
  sql.join(
    within.map(({ id, level }) => sql`and r.${sql.raw(UNIT_COLUMNS[level])} = ${id}`),
    sql` `,
  );

/** First day of the period a roll-up lies in, as asked for. */
export const periodStart = ({ period, from }: GroupQuestion) =>
  period === 'day'
    ? sql`r.day`
    : // One period: nothing to reckon row by row.
      period === 'whole'
      ? sql`${from}::date`
      : sql`greatest(date_trunc(${sql.lit(period)}, r.day::timestamp)::date, ${from}::date)`;

/** Runs a query over many roll-ups. Compiling takes longer than running, and a hash of the groups beats a sort of the rows: 350 ms, not 830, for a city-quarter. */
export async function runWide<T>(db: Db, query: RawBuilder<T>): Promise<T[]> {
  const { rows } = await inTransaction(db, async (trx) => {
    await sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`.execute(
      trx,
    );
    return query.execute(trx);
  });
  return rows;
}

const FIGURES = Object.keys(FIGURE_COLUMNS) as (keyof DayFigures)[];
const OUTCOMES = {
  daysCompleted: 'completed',
  daysIncomplete: 'incomplete',
  daysSuspicious: 'suspicious',
  daysUnverifiable: 'unverifiable',
} as const;
const OUTCOME_SUMS = [
  ...(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]),
  'patrolsMet',
] as const;

/** Some of the columns of a row. A plain loop: there is a row a grid of a city. */
function pick<Name extends string>(names: readonly Name[], row: Record<Name, number>) {
  const picked = {} as Record<Name, number>;
  for (const name of names) picked[name] = row[name];
  return picked;
}

/**
 * Sums of roll-ups by period, unit, grid, cut of the grid and norm version. Whole numbers and unions of bits: the same whatever order they are added
 * in.
 */
export async function readGroups(db: Db, question: GroupQuestion): Promise<Group[]> {
  const figures = Object.entries(FIGURE_COLUMNS).map(
    ([name, column]) => sql`sum(r.${sql.raw(column)})::float8 as ${sql.ref(name)}`,
  );
  const outcomes = Object.entries(OUTCOMES).map(
    ([name, outcome]) =>
      sql`(count(*) filter (where r.outcome = ${sql.lit(outcome)}))::float8 as ${sql.ref(name)}`,
  );
  const met = sql`sum(least(r.patrols_done, r.patrols_required))::float8 as "patrolsMet"`;
  const unit = sql.raw(`r.${UNIT_COLUMNS[question.level]}`);
  // Category and last days come with the sums, so that no row is read twice.
  const who =
    question.level === 'officer'
      ? sql`r.officer_category as category, max(r.day)::text as "lastDay", (max(r.day) filter (where r.held = 1))::text as "lastHeld",`
      : sql`null as category, null as "lastDay", null as "lastHeld",`;
  const query = sql<Omit<Group, 'figures' | 'outcomes'> & DayFigures & Group['outcomes']>`
    select ${periodStart(question)} as "from", ${unit} as "unitId", r.grid_id as "gridId", r.cell_set_id as "cellSetId",
      r.norm_id as "normId", r.norm_version as "normVersion",
      count(*)::float8 as days, max(r.edition) as changed, bit_or(r.seen)::text as seen,
      ${who} ${sql.join([...figures, ...outcomes, met])}
    from day_rollups r
    where ${inForce(question)} ${unitAsked(unit, question)}
    group by 1, 2, 3, 4, 5, 6${question.level === 'officer' ? sql`, category` : sql``}`;
  return (await runWide(db, query)).map((row) => {
    const { from, unitId, gridId, cellSetId, normId, normVersion, days, changed, seen } = row;
    const { category, lastDay, lastHeld } = row;
    return {
      from,
      unitId,
      gridId,
      cellSetId,
      normId,
      normVersion,
      days,
      changed,
      seen,
      ...{ category, lastDay, lastHeld },
      figures: pick(FIGURES, row),
      outcomes: pick(OUTCOME_SUMS, row),
    };
  });
}

/** An edition and when it was made: the latest, or the one asked for; undefined where there was none of that number. */
export async function findEdition(
  db: Db,
  edition?: number,
): Promise<{ edition: number; at: string } | undefined> {
  const { rows } = await sql<{ edition: number; at: Date }>`
    select e.edition, e.at from rollup_editions e
    where e.edition = ${edition === undefined ? sql`(select edition from rollup_clock)` : edition}`.execute(
    db,
  );
  return rows[0] && { edition: rows[0].edition, at: rows[0].at.toISOString() };
}

/** The first edition whose figures are by the definitions that hold now. */
export async function definitionsSince(db: Db, of: 'cases' | 'patrols'): Promise<number> {
  const since = sql.raw(of === 'cases' ? 'case_definitions_since' : 'definitions_since');
  const { rows } = await sql<{ since: number }>`
    select ${since} as since from rollup_clock`.execute(db);
  return rows[0]!.since;
}

/** Level of an area by its latest version, or the latest that an edition knows. */
export async function levelOf(db: Db, areaId: number, edition?: number): Promise<Level> {
  const known = edition === undefined ? sql`` : sql`since_edition <= ${edition} desc, `;
  const { rows } = await sql<{ level: Level }>`
    select level from area_versions where area_id = ${areaId} order by ${known}version desc limit 1`.execute(
    db,
  );
  return rows[0]!.level;
}

/** Most units of a level, within an area, that a question can have rows of in one period. */
export async function countUnits(
  db: Db,
  { level, areaId, moment }: { level: MetricLevel; areaId: number; moment: string },
): Promise<number> {
  const below = sql`select area_subtree(${areaId}::bigint, '-infinity', ${moment}::timestamptz)`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${
      level === 'officer'
        ? sql`(select officer_id from officer_assignments where area_id in (${below})
            union select officer_id from posts where area_id in (${below})) u`
        : sql`(select distinct area_id from area_versions where level = ${level} and area_id in (${below})) u`
    }`.execute(db);
  return rows[0]!.count;
}
