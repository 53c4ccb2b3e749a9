import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import type { Stretch } from '../../db/fixes/lies-in.ts';
import { inGridsBeside, type PatrolFrame } from '../../db/patrols/patrol-frame.ts';
import { CARRIED } from '../../db/people/carried.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { unpackTrack } from '../../domain/verification/integrity/packed-track.ts';
import { isNear, placesOf, SHARED_MIN } from '../../domain/verification/integrity/places.ts';
import { type PatrolReader, READ_ANEW } from './patrol-reader.ts';

/** Earlier patrols of the same grid a track is compared with. */
const HISTORY_PATROLS = 6;
export const HISTORY_MS = 14 * DAY_MS;

export interface PatrolKey {
  officerId: number;
  patrolId: number;
}

/** Who a patrol is compared with, packed. */
export interface ComparisonTracks {
  /** Latest first. */
  history: Uint8Array[];
  others: Uint8Array[];
  /** Of the others, those sent out together with the patrol's officer on its day. */
  partners: Uint8Array[];
  /** Whose each of them is, in the same order. */
  owners: Record<'history' | 'others' | 'partners', PatrolKey[]>;
  /** The others that were found, near or not, by `nameOf`. */
  asked: Set<string>;
}

export const nameOf = (officerId: number, patrolId: number) => `${officerId}/${patrolId}`;

/**
 * Patrols `p` whose kept tracks share enough places with some that were looked around for. Place by place, since of many at once the store
 * expects that most tracks have one, and reads all of them.
 */
export const patrolsNear = (around: readonly number[]) => sql`(
          select t.officer_id, t.patrol_id from unnest(${around}::bigint[]) as place
          cross join lateral (select officer_id, patrol_id from patrol_tracks where places @> array[place] offset 0) t
          group by t.officer_id, t.patrol_id having count(*) >= ${SHARED_MIN}) t
        cross join lateral (select * from patrols p where p.officer_id = t.officer_id and p.id = t.patrol_id offset 0) p`;

interface Row {
  role: 'history' | 'near' | 'unplaced';
  partner: boolean;
  officer_id: number;
  id: number;
  /** Of the job that waits for it; null: none does. */
  naming: number | null;
  track: Uint8Array | null;
  stretches: Stretch[] | null;
}

/**
 * Gathers the tracks a patrol is compared with, as packed when they were judged where no job waits for them since, else from their
 * fixes. Of others at the time those near in space and time, however many are out: kept tracks by the index of their places, under
 * whatever parent; those ended but not kept yet by their hours among the grids of the same parent. Who is found by neither, being still
 * under way or waiting elsewhere, finds this patrol when its own turn comes, and names it (`nameComparedPatrols`).
 */
export async function gatherComparisonTracks(
  db: Db,
  { patrol, grid }: PatrolFrame,
  endMs: number,
  around: readonly number[],
  reader: PatrolReader = READ_ANEW,
): Promise<ComparisonTracks> {
  const { officerId, startMs } = patrol;
  const { day } = localTime(startMs, grid.timeZone);
  const [start, end] = [sql`${iso(startMs)}::timestamptz`, sql`${iso(endMs)}::timestamptz`];
  const anothers = sql`p.officer_id <> ${officerId} and p.start_time < ${end} and p.start_time > ${iso(startMs - DAY_MS)}
    and p.end_time > ${start}`;
  const beside = inGridsBeside(grid, start);
  const waits = sql`exists (select from verdict_jobs j where j.officer_id = p.officer_id and j.patrol_id = p.id)`;
  const { rows } = await prepared(
    db,
    sql<Row>`
    with chosen as (
      (
        select 'history' as role, p.officer_id, p.id, p.start_time, p.end_time from patrols p
        where p.grid_id = ${grid.id} and p.end_time <= ${start} and p.start_time > ${iso(startMs - HISTORY_MS)}
        order by p.start_time desc, p.id desc limit ${HISTORY_PATROLS}
      ) union all (
        select 'near', p.officer_id, p.id, p.start_time, p.end_time from ${patrolsNear(around)}
        where ${anothers}
          and not (${waits} and coalesce(${beside}, false))
      ) union all (
        select 'unplaced', p.officer_id, p.id, p.start_time, p.end_time from patrols p
        where ${anothers} and ${beside} and (
          ${waits} or not exists (select from patrol_tracks t where t.officer_id = p.officer_id and t.patrol_id = p.id and t.places is not null))
      )
    )
    select c.role, c.officer_id, c.id, exists (
        select from officer_pairs o
        where o.officer_id = least(c.officer_id, ${officerId}::bigint) and o.partner_id = greatest(c.officer_id, ${officerId}::bigint)
          and o.first_day <= ${day}::date and (o.last_day is null or o.last_day >= ${day}::date)
      ) as partner, j.naming, t.track,
      case when t.track is null then ${CARRIED} end as stretches
    from chosen c
    left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
    left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id
      and (j.patrol_id is null or c.role = 'near')
    order by c.start_time desc, c.id desc`,
  );
  const compared: ComparisonTracks = {
    ...{ history: [], others: [], partners: [], asked: new Set() },
    owners: { history: [], others: [], partners: [] },
  };
  const add = async (role: keyof ComparisonTracks['owners'], row: Row) => {
    compared[role].push(await trackOf(db, row, reader));
    compared.owners[role].push({ officerId: row.officer_id, patrolId: row.id });
  };
  const placesAround = new Set(around);
  for (const row of rows) {
    if (row.role === 'history') {
      await add('history', row);
      continue;
    }
    compared.asked.add(nameOf(row.officer_id, row.id));
    if (row.role === 'unplaced' && !isNear(placesAround, await placesOfRow(db, row, reader)))
      continue;
    await add(row.partner ? 'partners' : 'others', row);
  }
  return compared;
}

const nameOfRow = ({ officer_id: officerId, id: patrolId, naming }: Row) => {
  return { officerId, patrolId, naming };
};

const trackOf = async (db: Db, row: Row, reader: PatrolReader): Promise<Uint8Array> =>
  row.track ?? (await reader.compared(db, nameOfRow(row), row.stretches ?? [])).track;

const placesOfRow = async (db: Db, row: Row, reader: PatrolReader): Promise<number[]> =>
  reader.placesOf(nameOfRow(row)) ?? placesOf(unpackTrack(await trackOf(db, row, reader)));
