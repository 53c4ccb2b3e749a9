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

/** The areas above a grid on a day. */
const PLACES = ['village_id', 'town_id', 'district_id', 'city_id'] as const;
type Place = Record<(typeof PLACES)[number], number | null>;
const PLACE = sql.raw(PLACES.join(', '));
const samePlace = (a: Place, b: Place) => PLACES.every((name) => a[name] === b[name]);

/**
 * Puts roll-ups of whole grid days on record in the caller's transaction, under the edition it has taken: rows that say something new follow
 * the ones before, which stay readable as of earlier editions; rows of officers who have nothing to do with their day any more are
 * superseded by nothing. Opens the edition and returns the grid days that changed, and whether they lie in other areas now; none, and no edition,
 * where nothing did.
 */
export async function replaceDayRollups(
  trx: Db,
  entry: DayRollups,
  edition: number,
): Promise<{ gridId: number; day: string; moved: boolean }[]> {
  const places = await placesOf(trx, entry.keys);
  const rows = entry.rows.map((row) => ({
    ...row,
    digest: digestOf(row),
    place: places.get(dayOf(row))!,
  }));
  const known = await sql<KnownRow>`
    select r.officer_id as "officerId", r.grid_id as "gridId", r.day::text, r.digest, ${PLACE}
    from day_rollups r
    join unnest(${entry.keys.map((k) => k.gridId)}::bigint[], ${entry.keys.map((k) => k.day)}::date[]) as k (grid_id, day)
      on r.grid_id = k.grid_id and r.day = k.day
    where r.superseded is null`.execute(trx);
  const before = new Map(known.rows.map((row) => [nameOf(row), row]));
  const now = new Set(rows.map(nameOf));
  const moved = new Set(
    known.rows.filter((row) => !samePlace(row, places.get(dayOf(row))!)).map(dayOf),
  );
  const fresh = rows.filter(
    (row) => moved.has(dayOf(row)) || before.get(nameOf(row))?.digest !== row.digest,
  );
  const gone = known.rows.filter((row) => !now.has(nameOf(row)));
  if (fresh.length + gone.length === 0) return [];
  await openEdition(trx, edition, iso(entry.at));
  const replaced = [...fresh.filter((row) => before.has(nameOf(row))), ...gone];
  if (fresh.length > 0) await insertRows(trx, fresh, edition);
  // Lost to where it stood: what follows it stands elsewhere, or nothing does.
  await sql`
    update day_rollups r set superseded = ${edition}, lost = not exists (
      select from day_rollups n where n.officer_id = r.officer_id and n.grid_id = r.grid_id and n.day = r.day and n.edition = ${edition}
        and (n.village_id, n.town_id, n.district_id, n.city_id) is not distinct from (r.village_id, r.town_id, r.district_id, r.city_id))
    from unnest(${replaced.map((r) => r.officerId)}::bigint[], ${replaced.map((r) => r.gridId)}::bigint[],
      ${replaced.map((r) => r.day)}::date[]) as k (officer_id, grid_id, day)
    where r.officer_id = k.officer_id and r.grid_id = k.grid_id and r.day = k.day and r.superseded is null
      and r.edition < ${edition}`.execute(trx);
  return [...fresh, ...gone].map(({ day, gridId }) => ({
    ...{ day, gridId },
    moved: moved.has(dayOf({ day, gridId })),
  }));
}

type KnownRow = { officerId: number; gridId: number; day: string; digest: string } & Place;
type FreshRow = DayRow & { digest: string; place: Place };

/** Where grid days lie, as areas stand at noon. */
async function placesOf(trx: Db, keys: DayRollups['keys']): Promise<Map<string, Place>> {
  const { rows } = await sql<{ gridId: number; day: string } & Place>`
    select k.grid_id as "gridId", k.day::text, ${PLACE}
    from unnest(${keys.map((k) => k.gridId)}::bigint[], ${keys.map((k) => k.day)}::date[]) as k (grid_id, day)
    cross join lateral area_placement(k.grid_id,
      (k.day + interval '12 hours') at time zone area_time_zone(k.grid_id, (k.day + interval '12 hours') at time zone 'UTC')) a`.execute(
    trx,
  );
  return new Map(rows.map((row) => [dayOf(row), row]));
}

const dayOf = ({ day, gridId }: { gridId: number; day: string }) => `${gridId} ${day}`;

const nameOf = (row: { officerId: number; gridId: number; day: string }) =>
  `${row.officerId} ${row.gridId} ${row.day}`;

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value));

const digestOf = (row: DayRow) =>
  createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 22);

async function insertRows(trx: Db, rows: readonly FreshRow[], edition: number): Promise<void> {
  const column = <T>(pick: (row: FreshRow) => T) => rows.map(pick);
  const names = sql.raw(NAMES.map((name) => FIGURE_COLUMNS[name]).join(', '));
  const figures = sql.join(
    NAMES.map((name) => sql`${column(({ figures }) => figures[name])}::int[]`),
  );
  await sql`
    insert into day_rollups (officer_id, grid_id, edition, ${PLACE}, norm_id, day,
      norm_version, cell_set_id, held, officer_category, outcome, digest, seen, signals, visits, ${names})
    select r.officer_id, r.grid_id, ${edition}::bigint, ${PLACE}, r.norm_id, r.day,
      r.norm_version, r.cell_set_id, r.held, o.category, r.outcome, r.digest, r.seen::bit varying, r.signals::jsonb,
      r.visits::jsonb,
      ${sql.raw(NAMES.map((name) => `r.${FIGURE_COLUMNS[name]}`).join(', '))}
    from unnest(${column((r) => r.officerId)}::bigint[], ${column((r) => r.gridId)}::bigint[],
      ${column((r) => r.normId)}::bigint[], ${column((r) => r.day)}::date[], ${column((r) => r.normVersion)}::int[],
      ${column((r) => r.cellSetId)}::int[], ${column((r) => Number(r.holds))}::smallint[], ${column((r) => r.outcome)}::text[], ${column((r) => r.digest)}::text[],
      ${column((r) => r.seen)}::text[], ${column((r) => jsonOrNull(r.signals))}::text[], ${column((r) => jsonOrNull(r.visits))}::text[],
      ${sql.join(PLACES.map((name) => sql`${column(({ place }) => place[name])}::bigint[]`))}, ${figures}
    ) as r (officer_id, grid_id, norm_id, day, norm_version, cell_set_id, held, outcome, digest, seen, signals, visits, ${PLACE}, ${names})
    join officers o on o.id = r.officer_id`.execute(trx);
  await sql`
    insert into day_verdicts (officer_id, grid_id, edition, day, verdict)
    select officer_id, grid_id, ${edition}::bigint, day, verdict::jsonb
    from unnest(${column((r) => r.officerId)}::bigint[], ${column((r) => r.gridId)}::bigint[],
      ${column((r) => r.day)}::date[], ${column((r) => JSON.stringify(r.verdict))}::text[]
    ) as r (officer_id, grid_id, day, verdict)`.execute(trx);
}
