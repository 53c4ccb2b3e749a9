import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { readTrackColumns, type Stretch } from '../../db/fixes/read-fixes.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { inGridsBeside, type PatrolFrame } from '../../db/patrols/patrol-frame.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { packTrack } from '../../domain/verification/integrity/packed-track.ts';
import { trackOfColumns } from './track-of-columns.ts';
import type { WaitingTracks } from './waiting-tracks.ts';

/** Earlier patrols of the same grid a track is compared with, and others under way at the same time nearby. */
const HISTORY_PATROLS = 6;
export const HISTORY_MS = 14 * DAY_MS;
const OTHER_PATROLS = 12;

/** Who a patrol is compared with, packed, latest first. */
export interface ComparisonTracks {
  /** What the patrol's own officer carried when; and its fixes, where they were read for a neighbour. */
  own: Stretch[];
  known: FixColumns | undefined;
  history: Uint8Array[];
  others: Uint8Array[];
  /** Of the others, those sent out together with the patrol's officer on its day. */
  partners: Uint8Array[];
}

interface Row {
  role: 'own' | 'history' | 'other';
  partner: boolean;
  officer_id: number;
  id: number;
  ended: boolean;
  /** Of the job that waits for it. */
  state: string | null;
  track: Uint8Array | null;
  stretches: Stretch[] | null;
}

/**
 * Gathers a patrol's own stretches and the tracks it is compared with: as packed when they were judged where no job waits for them
 * since, else from their fixes.
 */
export async function gatherComparisonTracks(
  db: Db,
  { patrol, grid }: PatrolFrame,
  endMs: number,
  waiting?: WaitingTracks,
): Promise<ComparisonTracks> {
  const { officerId, id, startMs } = patrol;
  const { day } = localTime(startMs, grid.timeZone);
  const [start, end] = [sql`${iso(startMs)}::timestamptz`, sql`${iso(endMs)}::timestamptz`];
  // Others still under way too: whose end comes a moment later must not be missed.
  const { rows } = await prepared(
    db,
    sql<Row>`
    with chosen as (
      select 'own' as role, p.officer_id, p.id, p.start_time, p.end_time from patrols p
      where p.officer_id = ${officerId} and p.id = ${id}
      union all (
        select 'history', p.officer_id, p.id, p.start_time, p.end_time from patrols p
        where p.grid_id = ${grid.id} and p.end_time <= ${start} and p.start_time > ${iso(startMs - HISTORY_MS)}
        order by p.start_time desc, p.id desc limit ${HISTORY_PATROLS}
      ) union all (
        select 'other', p.officer_id, p.id, p.start_time, p.end_time from patrols p
        where p.officer_id <> ${officerId} and p.start_time < ${end} and p.start_time > ${iso(startMs - DAY_MS)}
          and (p.end_time is null or p.end_time > ${start})
          and ${inGridsBeside(grid, start)}
        order by p.start_time desc, p.id desc limit ${OTHER_PATROLS}
      )
    )
    select c.role, c.officer_id, c.id, exists (
        select from officer_pairs o
        where o.officer_id = least(c.officer_id, ${officerId}::bigint) and o.partner_id = greatest(c.officer_id, ${officerId}::bigint)
          and o.first_day <= ${day}::date and (o.last_day is null or o.last_day >= ${day}::date)
      ) as partner, c.end_time is not null as ended, j.xmin::text as state, t.track,
      case when t.track is null then (
        select json_agg(json_build_object('handheldId', a.handheld_id,
          'fromMs', round(date_part('epoch', greatest(c.start_time, a.valid_from)) * 1000),
          'toMs', round(date_part('epoch', least(coalesce(c.end_time, ${end}), a.valid_to - interval '1 ms')) * 1000))
          order by a.handheld_id, a.valid_from)
        from handheld_assignments a
        where a.officer_id = c.officer_id and a.valid_from <= coalesce(c.end_time, ${end})
          and (a.valid_to is null or c.start_time < a.valid_to)
      ) end as stretches
    from chosen c
    left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
    left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id
      and j.patrol_id is null and c.role <> 'own'
    order by c.start_time desc, c.id desc`,
  );
  const compared: ComparisonTracks = {
    own: [],
    known: undefined,
    history: [],
    others: [],
    partners: [],
  };
  for (const row of rows) {
    if (row.role === 'own') {
      compared.own = row.stretches ?? [];
      compared.known = waiting?.get(waitingOf(row))?.columns;
    } else compared[placeOf(row)].push(await trackOf(db, row, waiting));
  }
  return compared;
}

function placeOf({ role, partner }: Row): 'history' | 'others' | 'partners' {
  if (role === 'history') return 'history';
  return partner ? 'partners' : 'others';
}

const waitingOf = ({ officer_id: officerId, id: patrolId, state }: Row) => ({
  officerId,
  patrolId,
  state: state ?? '',
});

/** Of a patrol still under way more fixes come, so what was read of it is not kept. */
async function trackOf(db: Db, row: Row, waiting?: WaitingTracks): Promise<Uint8Array> {
  if (row.track) return row.track;
  const stretches = row.stretches ?? [];
  if (!waiting || !row.ended)
    return packTrack(trackOfColumns(await readTrackColumns(db, stretches)));
  const patrol = waitingOf(row);
  return (waiting.get(patrol) ?? (await waiting.read(db, patrol, stretches))).track;
}
