import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { inGridsBeside } from '../../db/patrols/patrol-frame.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { HISTORY_MS } from './comparison-tracks.ts';
import type { PatrolFacts } from './patrol-facts.ts';

/** Fixes that came some time after they were taken, in columns; Unix ms. */
export interface LateFixes {
  t: Float64Array;
  receivedMs: Float64Array;
}

/**
 * Names for judgement the patrols that were compared with this one before its late fixes came: later ones of the grid, and others' nearby
 * at the same time whose hours the fixes lie in. So a verdict does not depend on whose data came first.
 */
export async function nameComparedPatrols(
  db: Db,
  { patrol, grid }: Pick<PatrolFacts, 'patrol' | 'grid'>,
  late: LateFixes,
  dueAt: number,
): Promise<void> {
  if (late.t.length === 0) return;
  const latest = late.receivedMs.reduce((most, ms) => Math.max(most, ms), 0);
  const due = (await judgedBeside(db, { patrol, grid })).filter(
    ({ fromMs, toMs, decidedMs }) =>
      decidedMs < latest &&
      late.t.some(
        (t, i) => late.receivedMs[i]! > decidedMs && t >= (fromMs ?? t) && t <= (toMs ?? t),
      ),
  );
  if (due.length === 0) return;
  await sql`
    insert into verdict_jobs (officer_id, patrol_id, due_at)
    select officer_id, patrol_id, ${iso(dueAt)}::timestamptz
    from unnest(${due.map(({ officerId }) => officerId)}::bigint[], ${due.map(({ id }) => id)}::bigint[]) as d (officer_id, patrol_id)
    order by 1, 2
    on conflict (officer_id, patrol_id) do update set due_at = excluded.due_at, attempts = 0`.execute(
    db,
  );
}

interface Judged {
  officerId: number;
  id: number;
  decidedMs: number;
  /** Hours of the patrol that matter; null: all of it. */
  fromMs: number | null;
  toMs: number | null;
}

/** Judged patrols that a patrol is compared with. */
async function judgedBeside(
  db: Db,
  { patrol, grid }: Pick<PatrolFacts, 'patrol' | 'grid'>,
): Promise<Judged[]> {
  const [start, end] = [
    sql`${iso(patrol.startMs)}::timestamptz`,
    sql`${iso(patrol.endMs)}::timestamptz`,
  ];
  const ms = (moment: string) => sql`(extract(epoch from ${sql.raw(moment)}) * 1000)::float8`;
  const { rows } = await prepared(
    db,
    sql<Judged>`
    with compared as (
      select p.officer_id, p.id, null::timestamptz as since, null::timestamptz as until from patrols p
      where p.grid_id = ${grid.id} and p.start_time >= ${end} and p.start_time < ${iso(patrol.endMs + HISTORY_MS)}
      union all
      select p.officer_id, p.id, p.start_time, p.end_time from patrols p
      where p.officer_id <> ${patrol.officerId} and p.start_time < ${end} and p.start_time > ${iso(patrol.startMs - DAY_MS)}
        and p.end_time > ${start}
        and ${inGridsBeside(grid, start)}
    )
    select c.officer_id as "officerId", c.id, ${ms('v.decided_at')} as "decidedMs", ${ms('c.since')} as "fromMs", ${ms('c.until')} as "toMs"
    from compared c
    join lateral (
      select decided_at from verdicts v where v.officer_id = c.officer_id and v.patrol_id = c.id order by version desc limit 1
    ) v on true`,
  );
  return rows;
}
