import { type RawBuilder, sql } from 'kysely';
import { SESSION_MAX_MS } from '../../../contract/fixes/fix.ts';
import { askAllFixes, askColdFixes, mayBeCold } from '../../fixes/cold/all-fixes.ts';
import { TAKEN_AT } from '../../fixes/taken-at.ts';
import { utc } from '../../store/moments.ts';
import type { Db } from '../../store/open.ts';
import { patrolsWithin } from './patrols.ts';
import { type Ask, ownerOf, type Rows } from './source.ts';

/** Columns that patrols have, whatever their fixes are. */
export const PATROL_COLUMNS = ['patrol_id', 'officer_id', 'grid_id'] as const;

/** Who asks, and the patrols that a filter leaves by those columns. */
export interface TrackAsk extends Ask {
  of: Readonly<Partial<Record<(typeof PATROL_COLUMNS)[number], number>>>;
}

/** The same, of some patrols. */
interface SomeTracks extends Ask {
  patrolIds: readonly number[];
}

/** Sessions open at most so long before or after what their fixes tell. */
const SESSION = sql.raw(`interval '${SESSION_MAX_MS / 1000} seconds'`);

/** Fixes of patrols an area may see, by whom their handheld was carried; marked ones are left out. An unended patrol is read for a day. */
const fixesOf = (ask: SomeTracks, fixes: RawBuilder<unknown>) => sql`
  select p.id as patrol_id, p.officer_id, p.grid_id, p.start_time, p.end_time, f.handheld_id, f.session, f.seq, ${TAKEN_AT} as taken_at,
    f.accuracy_m, f.speed_mps, f.position
  from patrols p
  join handheld_assignments ha on ha.officer_id = p.officer_id and ha.valid_from <= coalesce(p.end_time, p.start_time + interval '1 day')
    and (ha.valid_to is null or p.start_time < ha.valid_to)
  join ${fixes} f on f.handheld_id = ha.handheld_id and f.marks = 0
    and f.session between p.start_time - ${SESSION} and coalesce(p.end_time, p.start_time + interval '1 day') + ${SESSION}
    and ${TAKEN_AT} between greatest(p.start_time, ha.valid_from)
      and least(coalesce(p.end_time, p.start_time + interval '1 day'), ha.valid_to - interval '1 ms')
  where ${patrolsWithin(ask)} and ${among(ask)}`;

const among = ({ patrolIds }: Pick<SomeTracks, 'patrolIds'>) =>
  sql`p.id = any(${[...patrolIds]}::bigint[])`;

/** The way of each patrol by each handheld carried on it, and the moment of each of its points. */
export const trackRows = (ask: SomeTracks, fixes: RawBuilder<unknown>): Rows => sql`
  select t.patrol_id || '-' || t.handheld_id as fid, t.patrol_id, t.officer_id, o.name as officer_name, t.handheld_id, t.grid_id,
    n.code as grid_code, t.start_time, t.end_time, t.points, t.times,
    t.accuracies_m, t.speeds_mps, t.geom
  from (
    select patrol_id, officer_id, handheld_id, grid_id, min(taken_at) as start_time, max(taken_at) as end_time,
      count(*)::int as points, ST_MakeLine(position order by taken_at, session, seq) as geom,
      jsonb_agg(${utc('taken_at')} order by taken_at, session, seq) as times,
      jsonb_agg(accuracy_m order by taken_at, session, seq) as accuracies_m,
      jsonb_agg(speed_mps order by taken_at, session, seq) as speeds_mps
    from (${fixesOf(ask, fixes)}) f group by patrol_id, officer_id, handheld_id, grid_id
  ) t
  join officers o on o.id = t.officer_id join areas n on n.id = t.grid_id
  where t.points > 1`;

/** Each position by itself. */
export const fixRows = (ask: SomeTracks, fixes: RawBuilder<unknown>): Rows => sql`
  select f.patrol_id || '-' || f.handheld_id || '.' || (extract(epoch from f.session) * 1000)::bigint || '.' || f.seq as fid,
    f.patrol_id, f.officer_id, f.handheld_id, f.taken_at as time, f.accuracy_m::float8 as accuracy_m, f.speed_mps::float8 as speed_mps,
    f.position as geom
  from (${fixesOf(ask, fixes)}) f`;

/** Ids of the patrols whose fixes are asked for, in the order of the ids of their tracks. */
export async function patrolsAsked(db: Db, ask: TrackAsk): Promise<number[]> {
  const only = [
    ...(ask.fid === undefined ? [] : [sql`p.id = ${ownerOf(ask.fid)}`]),
    ...Object.entries(ask.of).map(
      ([name, id]) => sql`${sql.ref(name === 'patrol_id' ? 'p.id' : `p.${name}`)} = ${id}`,
    ),
  ];
  const { rows } = await sql<{ id: number }>`
    select p.id from patrols p where ${sql.join([patrolsWithin(ask), ...only], sql` and `)}
    order by (p.id || '-') collate "C"`.execute(db);
  return rows.map(({ id }) => id);
}

/** Asks about the fixes of some patrols, be they rows or packed, at one moment; of what is packed only the days of their handhelds are unpacked. */
export async function overAllFixes<T>(
  db: Db,
  { patrolIds }: Pick<SomeTracks, 'patrolIds'>,
  question: (db: Db, fixes: RawBuilder<unknown>) => Promise<T>,
): Promise<T> {
  const span = {
    chunks: sql`exists (
      select from patrols p join handheld_assignments ha on ha.officer_id = p.officer_id
      where ${among({ patrolIds })} and ha.handheld_id = c.handheld_id
        and c.day between ((p.start_time - ${SESSION}) at time zone 'UTC')::date
          and ((coalesce(p.end_time, p.start_time + interval '1 day') + ${SESSION}) at time zone 'UTC')::date)`,
  };
  return (await mayBeCold(db, span))
    ? askColdFixes(db, span, question)
    : askAllFixes(db, span, question);
}
