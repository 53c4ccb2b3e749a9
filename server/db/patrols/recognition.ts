import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { askAllFixes } from '../fixes/cold/all-fixes.ts';
import type { Stretch } from '../fixes/lies-in.ts';
import { TAKEN_AT } from '../fixes/taken-at.ts';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A grid an officer's fixes lie in, with the norm that held there. Times Unix ms. */
export interface WalkedGrid {
  officerId: number;
  grid: { id: number; version: number; polygon: MultiPolygon };
  rules: NormRules | null;
}

/** Time on patrol an officer declared, closed or still open (`endMs` null). */
export interface Declared {
  startMs: number;
  endMs: number | null;
}

/** A patrol that was recognised before. */
export interface Recognised {
  id: number;
  gridId: number;
  startMs: number;
  endMs: number;
}

/**
 * Officers and the grids their fixes lie in between two moments, of fixes that lie in no declared patrol, where some of the handheld's arrived
 * since a third; with `officerId`, only that officer. A grid counts where at least `fixesMin` of them do.
 */
export async function walkedGrids(
  db: Db,
  {
    fromMs,
    toMs,
    receivedSinceMs,
    fixesMin,
    officerId,
  }: {
    fromMs: number;
    toMs: number;
    receivedSinceMs: number;
    fixesMin: number;
    officerId?: number;
  },
): Promise<WalkedGrid[]> {
  const carried =
    officerId === undefined
      ? sql`select id from handhelds`
      : sql`select handheld_id from handheld_assignments where officer_id = ${officerId}`;
  const span = { handhelds: carried, fromMs, toMs, cells: true };
  const { rows } = await askAllFixes(db, span, (from, fixes) =>
    sql<{
      officer_id: number;
      grid_id: number;
      version: number;
      polygon: MultiPolygon;
      rules: NormRules | null;
    }>`
    with heard as (
      select distinct f.handheld_id from ${fixes} f
      where f.session >= ${iso(fromMs - SESSION_MAX_MS)} and f.session < ${iso(toMs + SESSION_MAX_MS)}
        and ${TAKEN_AT} >= ${iso(fromMs)} and ${TAKEN_AT} < ${iso(toMs)} and f.receive_time >= ${iso(receivedSinceMs)}
        and f.handheld_id in (${carried})
    ), free as (
      select a.officer_id, f.cell, (array_agg(f.position order by f.at))[1] as position, count(*) as fixes
      from heard h
      join (
        select f.handheld_id, f.cell, f.position, ${TAKEN_AT} as at from ${fixes} f
        where f.session >= ${iso(fromMs - SESSION_MAX_MS)} and f.session < ${iso(toMs + SESSION_MAX_MS)}
      ) f on f.handheld_id = h.handheld_id and f.at >= ${iso(fromMs)} and f.at < ${iso(toMs)}
      join handheld_assignments a on a.handheld_id = f.handheld_id
        and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
      left join patrols p on p.officer_id = a.officer_id and p.origin = 'declared'
        and p.start_time <= f.at and (p.end_time is null or f.at <= p.end_time)
      where p.id is null and ${officerId === undefined ? sql`true` : sql`a.officer_id = ${officerId}`}
      group by a.officer_id, f.cell
    ), walked as (
      select w.officer_id, g.area_id, g.version, sum(w.fixes) as fixes
      from free w
      join areas_at(${iso(toMs - 1)}::timestamptz) g on g.level = 'grid' and g.geom && w.position and ST_Covers(g.geom, w.position)
      group by w.officer_id, g.area_id, g.version
    )
    select w.officer_id, w.area_id as grid_id, w.version, ST_AsGeoJSON(v.geom, 9)::json as polygon, n.rules
    from walked w
    join area_versions v on v.area_id = w.area_id and v.version = w.version
    join officers o on o.id = w.officer_id
    left join lateral norm_for(w.area_id, o.category, ${iso(toMs)}::timestamptz) n on true
    where w.fixes >= ${fixesMin}
    order by w.officer_id, w.area_id`.execute(from),
  );
  return rows.map(({ officer_id, grid_id, version, polygon, rules }) => ({
    officerId: officer_id,
    grid: { id: grid_id, version, polygon },
    rules,
  }));
}

/** What is known of an officer between two moments: which handhelds were carried, what was declared, what was recognised before. */
export async function readOfficerSpan(
  db: Db,
  { officerId, fromMs, toMs }: { officerId: number; fromMs: number; toMs: number },
): Promise<{ stretches: Stretch[]; declared: Declared[]; recognised: Recognised[] }> {
  const carried = await sql<Stretch>`
    select handheld_id as "handheldId",
      (extract(epoch from greatest(valid_from, ${iso(fromMs)}::timestamptz)) * 1000)::float8 as "fromMs",
      (extract(epoch from least(valid_to, ${iso(toMs)}::timestamptz) - interval '1 ms') * 1000)::float8 as "toMs"
    from handheld_assignments
    where officer_id = ${officerId} and valid_from < ${iso(toMs)} and (valid_to is null or valid_to > ${iso(fromMs)})
    order by handheld_id, valid_from`.execute(db);
  const patrols = await sql<Recognised & { origin: string; endMs: number | null }>`
    select id, grid_id as "gridId", origin, round(date_part('epoch', start_time) * 1000) as "startMs",
      round(date_part('epoch', end_time) * 1000) as "endMs"
    from patrols
    where officer_id = ${officerId} and start_time < ${iso(toMs)} and (end_time is null or end_time > ${iso(fromMs)})
    order by start_time, id`.execute(db);
  return {
    stretches: carried.rows,
    declared: patrols.rows.filter(({ origin }) => origin === 'declared'),
    recognised: patrols.rows.filter(({ origin }) => origin === 'recognised') as Recognised[],
  };
}

/**
 * Puts a recognised patrol on record, or moves the one (`id`) it was recognised as before, and names it for judgement, and the days it
 * leaves for a new roll-up, in one commit.
 */
export async function putRecognised(
  db: Db,
  patrol: {
    id: number | null;
    officerId: number;
    gridId: number;
    startMs: number;
    endMs: number;
    dueAt: number;
  },
): Promise<void> {
  const { id, officerId, gridId, dueAt } = patrol;
  const left = sql`select grid_id, day from rollup_days_of(${officerId}, ${id ?? 0})`;
  const put =
    id === null
      ? sql`insert into patrols (officer_id, grid_id, origin, start_time, end_time)
          values (${officerId}, ${gridId}, 'recognised', ${iso(patrol.startMs)}, ${iso(patrol.endMs)})
          on conflict (officer_id, origin, start_time) do update set end_time = excluded.end_time`
      : sql`update patrols set grid_id = ${gridId}, start_time = ${iso(patrol.startMs)}, end_time = ${iso(patrol.endMs)}
          where officer_id = ${officerId} and id = ${id}`;
  await sql`
    with put as (${put} returning officer_id, id), left_days as (${rollupJobs.name(left, dueAt)})
    ${verdictJobs.name(sql`select officer_id, id from put`, dueAt)}`.execute(db);
}

/** A day (UTC, YYYY-MM-DD) of an officer that is to be looked at again. */
export interface RecognitionJob {
  officerId: number;
  day: string;
}

/** Takes named days out to be looked at; who fails puts them back. */
export async function takeRecognitionJobs(db: Db, limit: number): Promise<RecognitionJob[]> {
  const { rows } = await sql<RecognitionJob>`
    delete from recognition_jobs j using (
      select officer_id, day from recognition_jobs order by day, officer_id limit ${limit} for update skip locked
    ) d
    where j.officer_id = d.officer_id and j.day = d.day
    returning j.officer_id as "officerId", j.day::text`.execute(db);
  return rows;
}
