import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Outcome } from '../../contract/patrols/verdict.ts';
import type { WatchedDuty, WatchedPatrol } from '../../domain/norm-alerts/episode.ts';
import type { MinuteFix } from '../../domain/norm-alerts/minute-track.ts';
import { TAKEN_AT } from '../fixes/taken-at.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A duty with the version of its grid, to know its outline by. */
export interface RosterDuty extends WatchedDuty {
  gridVersion: number;
}

export interface RosterOfficer {
  officerId: number;
  onLeave: boolean;
  /** Own grids first. */
  duties: RosterDuty[];
}

/**
 * Who answers for which grid at a moment (Unix ms), by which norm: who holds it, and who stands in for a holder on leave that local day.
 * Who carries no handheld cannot be heard, and is not missed. A norm is looked up once for each grid and category.
 */
export async function watchRoster(db: Db, nowMs: number): Promise<Map<number, RosterOfficer>> {
  const now = sql`${iso(nowMs)}::timestamptz`;
  const { rows } = await sql<{
    officerId: number;
    gridId: number;
    gridVersion: number;
    timeZone: string;
    sinceMs: number | null;
    standsIn: boolean;
    onLeave: boolean;
    norm: string | null;
  }>`
    with grids as materialized (select area_id, version, time_zone from areas_at(${now}) where level = 'grid'),
    held as materialized (
      select a.officer_id, a.area_id, a.valid_from, l.substitute_id
      from officer_assignments a
      join grids g on g.area_id = a.area_id
      left join officer_leave l on l.officer_id = a.officer_id
        and (${now} at time zone g.time_zone)::date between l.first_day and l.last_day
      where a.valid_from <= ${now} and (a.valid_to is null or ${now} < a.valid_to)
    ),
    duties as materialized (
      select officer_id, area_id, valid_from, false as stands_in from held
      union all
      select distinct substitute_id, area_id, null::timestamptz, true from held where substitute_id is not null
    ),
    norms_of as materialized (
      select k.area_id, k.category, n.norm_id || '/' || n.version as norm
      from (select distinct d.area_id, o.category from duties d join officers o on o.id = d.officer_id) k
      left join lateral norm_for(k.area_id, k.category, ${now}) n on true
    )
    select d.officer_id as "officerId", d.area_id as "gridId", g.version as "gridVersion", g.time_zone as "timeZone",
      round(date_part('epoch', d.valid_from) * 1000) as "sinceMs", d.stands_in as "standsIn", n.norm,
      exists (select from officer_leave l where l.officer_id = d.officer_id
        and (${now} at time zone g.time_zone)::date between l.first_day and l.last_day) as "onLeave"
    from duties d
    join grids g on g.area_id = d.area_id
    join officers o on o.id = d.officer_id
    join norms_of n on n.area_id = d.area_id and n.category = o.category
    where exists (select from handheld_assignments h where h.officer_id = d.officer_id
      and h.valid_from <= ${now} and (h.valid_to is null or ${now} < h.valid_to))
    order by d.officer_id, d.stands_in, d.valid_from desc, d.area_id`.execute(db);
  const rules = await rulesOf(db, [...new Set(rows.flatMap(({ norm }) => norm ?? []))]);
  const fallback = defaultNorm().rules;
  const officers = new Map<number, RosterOfficer>();
  for (const { officerId, onLeave, norm, sinceMs, ...duty } of rows) {
    const officer = officers.get(officerId) ?? { officerId, onLeave, duties: [] };
    officers.set(officerId, officer);
    officer.duties.push({
      ...duty,
      sinceMs: sinceMs ?? Number.NEGATIVE_INFINITY,
      rules: (norm !== null && rules.get(norm)) || fallback,
    });
  }
  return officers;
}

async function rulesOf(db: Db, norms: readonly string[]): Promise<Map<string, NormRules>> {
  const { rows } = await sql<{ norm: string; rules: NormRules }>`
    select norm_id || '/' || version as norm, rules from norm_versions
    where norm_id || '/' || version = any(${[...norms]}::text[])`.execute(db);
  return new Map(rows.map(({ norm, rules }) => [norm, rules]));
}

/** Patrols begun since a moment (Unix ms), by officer, with what stands of their verdicts: the one query of a tick. */
export async function patrolsSince(db: Db, sinceMs: number): Promise<Map<number, WatchedPatrol[]>> {
  // Columns instead of rows: handing over a row a patrol costs several times as much.
  const { rows } = await sql<{
    officers: number[] | null;
    ids: number[];
    starts: number[];
    ends: (number | null)[];
    outcomes: (Outcome | null)[];
  }>`
    select to_json(array_agg(p.officer_id)) as officers, to_json(array_agg(p.id)) as ids,
      to_json(array_agg(${unixMs('p.start_time')})) as starts, to_json(array_agg(${unixMs('p.end_time')})) as ends,
      to_json(array_agg(coalesce(c.outcome, v.outcome))) as outcomes
    from (select * from patrols where start_time >= ${iso(sinceMs)} order by officer_id, start_time, id) p
    left join lateral (
      select outcome from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
    ) v on p.end_time is not null
    left join lateral standing_decision(p.officer_id, p.id) c on p.end_time is not null`.execute(
    db,
  );
  const [columns] = rows;
  const patrols = new Map<number, WatchedPatrol[]>();
  columns?.officers?.forEach((officerId, i) => {
    const own = patrols.get(officerId) ?? [];
    own.push({
      id: columns.ids[i]!,
      startMs: columns.starts[i]!,
      endMs: columns.ends[i]!,
      outcome: columns.outcomes[i]!,
    });
    patrols.set(officerId, own);
  });
  return patrols;
}

/**
 * The tracks of officers between two moments, by the minute, as domain/norm-alerts/minute-track would have made them from the fixes. Those are
 * fetched before they are folded (`offset 0`): a store spread over workers cannot put least arrays of each together.
 */
export async function minuteTracks(
  db: Db,
  { officerIds, fromMs, toMs }: { officerIds: readonly number[]; fromMs: number; toMs: number },
): Promise<{ officerId: number; minute: MinuteFix }[]> {
  const ids = sql`${[...officerIds]}::bigint[]`;
  const { rows } = await sql<{
    officerId: number;
    firstMs: number;
    lastMs: number;
    t: number | null;
    lng: number;
    lat: number;
    accuracyM: number | null;
  }>`
    select "officerId", "firstMs", "lastMs", best[1] as t, best[2] as lng, best[3] as lat, best[4] as "accuracyM"
    from (
      select a.officer_id as "officerId", round(date_part('epoch', min(f.at)) * 1000) as "firstMs",
        round(date_part('epoch', max(f.at)) * 1000) as "lastMs",
        min(array[round(date_part('epoch', f.at) * 1000), ST_X(f.position), ST_Y(f.position),
          coalesce(f.accuracy_m, 0)::float8]) filter (where f.marks = 0) as best
      from handheld_assignments a
      join (
        select f.handheld_id, f.position, f.accuracy_m, f.marks, ${TAKEN_AT} as at from fixes f
        where f.handheld_id in (select handheld_id from handheld_assignments where officer_id = any(${ids}))
          and f.session >= ${iso(fromMs - SESSION_MAX_MS)}::timestamptz and f.session < ${iso(toMs + SESSION_MAX_MS)}::timestamptz
        offset 0
      ) f on f.handheld_id = a.handheld_id and f.at >= ${iso(fromMs)}::timestamptz and f.at < ${iso(toMs)}::timestamptz
        and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
      where a.officer_id = any(${ids})
      group by a.officer_id, floor(date_part('epoch', f.at) / 60)
    ) m
    order by 1, 2`.execute(db);
  return rows.map(({ officerId, firstMs, lastMs, t, lng, lat, accuracyM }) => ({
    officerId,
    minute: {
      firstMs,
      lastMs,
      ...(t === null
        ? { t: Number.NaN, lng: Number.NaN, lat: Number.NaN, accuracyM: 0 }
        : { t, lng, lat, accuracyM: accuracyM ?? 0 }),
    },
  }));
}

/** Outlines of grid versions, by `id/version`. */
export async function gridOutlines(
  db: Db,
  grids: readonly { gridId: number; gridVersion: number }[],
): Promise<Map<string, MultiPolygon>> {
  const { rows } = await sql<{ key: string; polygon: MultiPolygon }>`
    select v.area_id || '/' || v.version as key, ST_AsGeoJSON(v.geom, 7)::json as polygon
    from unnest(${grids.map((g) => g.gridId)}::bigint[], ${grids.map((g) => g.gridVersion)}::int[]) as k (area_id, version)
    join area_versions v on v.area_id = k.area_id and v.version = k.version`.execute(db);
  return new Map(rows.map(({ key, polygon }) => [key, polygon]));
}
