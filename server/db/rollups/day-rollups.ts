import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DayFigures, DayRow } from '../../domain/days/fold-grid-day.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { openEdition } from './editions.ts';

/** Columns of day_rollups that hold figures, by the name the domain gives them. */
export const FIGURE_COLUMNS: Record<keyof DayFigures, string> = {
  dutyDays: 'duty_days',
  onDutyDays: 'on_duty_days',
  leaveDays: 'leave_days',
  patrolsRequired: 'patrols_required',
  patrolsDone: 'patrols_done',
  windowsDue: 'windows_due',
  windowsKept: 'windows_kept',
  completed: 'completed',
  incomplete: 'incomplete',
  suspicious: 'suspicious',
  unverifiable: 'unverifiable',
  recognised: 'recognised',
  requiredS: 'required_s',
  effectiveS: 'effective_s',
  jointS: 'joint_s',
  helpS: 'help_s',
  spanS: 'span_s',
  gapS: 'gap_s',
  distanceM: 'distance_m',
  coverageE4: 'coverage_e4',
  checkpointsVisited: 'checkpoints_visited',
  checkpointsRequired: 'checkpoints_required',
  weakSignals: 'weak_signals',
  strongSignals: 'strong_signals',
  contested: 'contested',
  overridden: 'overridden',
};
const NAMES = Object.keys(FIGURE_COLUMNS) as (keyof DayFigures)[];

/** All roll-ups of some grid days, as of a moment (Unix ms). */
export interface DayRollups {
  keys: readonly { gridId: number; day: string }[];
  rows: readonly DayRow[];
  at: number;
}

/**
 * Puts roll-ups of whole grid days on record in the caller's transaction, under the edition it has taken: rows that say something new follow
 * the ones before, which stay readable as of earlier editions; rows of officers who have nothing to do with their day any more are
 * superseded by nothing. Opens the edition and returns the grid days that changed; none, and no edition, where nothing did.
 */
export async function replaceDayRollups(
  trx: Db,
  entry: DayRollups,
  edition: number,
): Promise<{ gridId: number; day: string }[]> {
  const rows = entry.rows.map((row) => ({ ...row, digest: digestOf(row) }));
  const known = await sql<{ officerId: number; gridId: number; day: string; digest: string }>`
    select r.officer_id as "officerId", r.grid_id as "gridId", r.day::text, r.digest
    from day_rollups r
    join unnest(${entry.keys.map((k) => k.gridId)}::bigint[], ${entry.keys.map((k) => k.day)}::date[]) as k (grid_id, day)
      on r.grid_id = k.grid_id and r.day = k.day
    where r.superseded is null`.execute(trx);
  const before = new Map(known.rows.map((row) => [nameOf(row), row]));
  const now = new Set(rows.map(nameOf));
  const fresh = rows.filter((row) => before.get(nameOf(row))?.digest !== row.digest);
  const gone = known.rows.filter((row) => !now.has(nameOf(row)));
  if (fresh.length + gone.length === 0) return [];
  await openEdition(trx, edition, iso(entry.at));
  const replaced = [...fresh.filter((row) => before.has(nameOf(row))), ...gone];
  await sql`
    update day_rollups r set superseded = ${edition}
    from unnest(${replaced.map((r) => r.officerId)}::bigint[], ${replaced.map((r) => r.gridId)}::bigint[],
      ${replaced.map((r) => r.day)}::date[]) as k (officer_id, grid_id, day)
    where r.officer_id = k.officer_id and r.grid_id = k.grid_id and r.day = k.day and r.superseded is null`.execute(
    trx,
  );
  if (fresh.length > 0) await insertRows(trx, fresh, edition);
  return [...fresh, ...gone];
}

const nameOf = (row: { officerId: number; gridId: number; day: string }) =>
  `${row.officerId} ${row.gridId} ${row.day}`;

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value));

const digestOf = (row: DayRow) =>
  createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 22);

async function insertRows(
  trx: Db,
  rows: readonly (DayRow & { digest: string })[],
  edition: number,
): Promise<void> {
  const column = <T>(pick: (row: DayRow & { digest: string }) => T) => rows.map(pick);
  const names = sql.raw(NAMES.map((name) => FIGURE_COLUMNS[name]).join(', '));
  const figures = sql.join(
    NAMES.map((name) => sql`${column(({ figures }) => figures[name])}::int[]`),
  );
  await sql`
    insert into day_rollups (officer_id, grid_id, edition, village_id, town_id, district_id, city_id, norm_id, day,
      norm_version, cell_set_id, held, officer_category, outcome, digest, seen, signals, visits, ${names})
    select r.officer_id, r.grid_id, ${edition}::bigint, a.village_id, a.town_id, a.district_id, a.city_id, r.norm_id, r.day,
      r.norm_version, r.cell_set_id, r.held, o.category, r.outcome, r.digest, r.seen::bit varying, r.signals::jsonb,
      r.visits::jsonb,
      ${sql.raw(NAMES.map((name) => `r.${FIGURE_COLUMNS[name]}`).join(', '))}
    from unnest(${column((r) => r.officerId)}::bigint[], ${column((r) => r.gridId)}::bigint[],
      ${column((r) => r.normId)}::bigint[], ${column((r) => r.day)}::date[], ${column((r) => r.normVersion)}::int[],
      ${column((r) => r.cellSetId)}::int[], ${column((r) => Number(r.holds))}::smallint[], ${column((r) => r.outcome)}::text[], ${column((r) => r.digest)}::text[],
      ${column((r) => r.seen)}::text[], ${column((r) => jsonOrNull(r.signals))}::text[], ${column((r) => jsonOrNull(r.visits))}::text[], ${figures}
    ) as r (officer_id, grid_id, norm_id, day, norm_version, cell_set_id, held, outcome, digest, seen, signals, visits, ${names})
    join officers o on o.id = r.officer_id
    cross join lateral area_placement(r.grid_id,
      (r.day + interval '12 hours') at time zone area_time_zone(r.grid_id, (r.day + interval '12 hours') at time zone 'UTC')) a`.execute(
    trx,
  );
  await sql`
    insert into day_verdicts (officer_id, grid_id, edition, day, verdict)
    select officer_id, grid_id, ${edition}::bigint, day, verdict::jsonb
    from unnest(${column((r) => r.officerId)}::bigint[], ${column((r) => r.gridId)}::bigint[],
      ${column((r) => r.day)}::date[], ${column((r) => JSON.stringify(r.verdict))}::text[]
    ) as r (officer_id, grid_id, day, verdict)`.execute(trx);
}
