import { type RawBuilder, sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { Disclosed } from '../access/disclosed.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { askColdFixes, mayBeCold, spanOf } from './cold/all-fixes.ts';
import { LIES_IN } from './lies-in.ts';
import { TAKEN_AT } from './taken-at.ts';

/** A place and how far from it somebody is near, m. */
export interface Place {
  lng: number;
  lat: number;
  withinM: number;
}

/** Columns of one officer, in order of time by the server's clock; times are Unix ms. */
export interface OfficerTrack {
  officerId: number;
  name: string;
  t: number[];
  lngE7: number[];
  latE7: number[];
  /** Of the place: how near, and the first and the last moment within reach; null without a place. */
  closestM: number | null;
  firstMs: number | null;
  lastMs: number | null;
}

interface Asked {
  stepS: number;
  place: Place | null;
}

/**
 * Positions without marks in stretches of officers, be they rows or packed, one in `stepS` seconds each; with a place only of those who were
 * near it, by all their positions, nearest first, else by name.
 */
export async function readTracks(
  db: Db,
  stretches: readonly Disclosed[],
  asked: Asked,
): Promise<OfficerTrack[]> {
  if (stretches.length === 0) return [];
  const rows = await readFrom(db, sql`fixes`, stretches, asked);
  const tracks = (await mayBeCold(db, spanOf(stretches)))
    ? await readUnpacked(db, stretches, asked)
    : rows;
  return tracks.sort(nearestFirst);
}

/** One officer after the other: what is packed of everybody would not fit at once. */
async function readUnpacked(
  db: Db,
  stretches: readonly Disclosed[],
  asked: Asked,
): Promise<OfficerTrack[]> {
  const tracks: OfficerTrack[] = [];
  for (const id of new Set(stretches.map(({ officerId }) => officerId))) {
    const own = stretches.filter(({ officerId }) => officerId === id);
    tracks.push(
      ...(await askColdFixes(db, spanOf(own), (from, fixes) => readFrom(from, fixes, own, asked))),
    );
  }
  return tracks;
}

const nearestFirst = (a: OfficerTrack, b: OfficerTrack): number =>
  (a.closestM ?? 0) - (b.closestM ?? 0) ||
  Number(a.name > b.name) - Number(a.name < b.name) ||
  a.officerId - b.officerId;

/** The tracks in a relation with the columns of `fixes`. */
async function readFrom(
  db: Db,
  fixes: RawBuilder<unknown>,
  stretches: readonly Disclosed[],
  { place, stepS }: Asked,
): Promise<OfficerTrack[]> {
  const { fromMs, toMs } = spanOf(stretches);
  const [first, last] = [iso(fromMs - SESSION_MAX_MS), iso(toMs + SESSION_MAX_MS)];
  const apartM = place
    ? sql`ST_Distance(f.position::geography, ST_SetSRID(ST_MakePoint(${place.lng}, ${place.lat}), 4326)::geography)`
    : sql`0::float8`;
  const { rows } = await sql<OfficerTrack>`
    with told as (
      select s.officer_id, ${TAKEN_AT} as taken_at, f.position, ${apartM} as apart_m,
        row_number() over (partition by s.officer_id, floor(extract(epoch from ${TAKEN_AT}) / ${stepS}::float8) order by ${TAKEN_AT}, f.handheld_id, f.seq) as nth
      from unnest(${stretches.map((s) => s.officerId)}::bigint[], ${stretches.map((s) => s.handheldId)}::int[],
        ${stretches.map((s) => iso(s.fromMs))}::timestamptz[], ${stretches.map((s) => iso(s.toMs))}::timestamptz[])
        as s (officer_id, handheld_id, first, last)
      join ${fixes} f on f.handheld_id = s.handheld_id and ${LIES_IN.own} and f.session between ${first} and ${last}
      where f.marks = 0
    ), tracks as (
      select officer_id,
        json_agg(round(extract(epoch from taken_at) * 1000) order by taken_at) filter (where nth = 1) as t,
        json_agg(round(ST_X(position) * 1e7) order by taken_at) filter (where nth = 1) as lng,
        json_agg(round(ST_Y(position) * 1e7) order by taken_at) filter (where nth = 1) as lat,
        min(apart_m) as closest_m,
        min(taken_at) filter (where apart_m <= ${place?.withinM ?? 0}) as first_time,
        max(taken_at) filter (where apart_m <= ${place?.withinM ?? 0}) as last_time
      from told group by officer_id
    )
    select o.id as "officerId", o.name, k.t, k.lng as "lngE7", k.lat as "latE7",
      ${place ? sql`k.closest_m` : sql`null::float8`} as "closestM",
      (extract(epoch from k.first_time) * 1000)::float8 as "firstMs", (extract(epoch from k.last_time) * 1000)::float8 as "lastMs"
    from tracks k join officers o on o.id = k.officer_id
    where ${place ? sql`k.first_time is not null` : sql`true`}`.execute(db);
  return rows;
}
