import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import { inGridsBeside } from '../../db/patrols/patrol-frame.ts';
import { verdictJobs } from '../../db/queue/verdict-jobs.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { HISTORY_MS, nameOf, patrolsNear } from './comparison-tracks.ts';
import type { PatrolFacts } from './patrol-facts.ts';

/** Fixes that came some time after they were taken, in columns; Unix ms. */
export interface LateFixes {
  t: Float64Array;
  receivedMs: Float64Array;
}

interface Compared extends Pick<PatrolFacts, 'patrol' | 'grid' | 'own' | 'around' | 'asked'> {
  /** Where it was on record while it waited: another than its own where it turned out to be walked elsewhere. */
  waitedIn: PatrolFacts['grid'];
  /** Since when the patrol has waited for this judgement, Unix ms: whoever was judged since has asked it. */
  knownMs: number;
}

/**
 * Names for judgement the patrols whose verdict knows another track of this one than is kept now, or none: later ones of the grid, and
 * others near by at the same time, judged before its late fixes came; and others near by that could not find it, since it was under way
 * or waited in another part of town. Where two were judged at once and missed each other, both are named. So a verdict does not depend on
 * whose data came first.
 */
export async function nameComparedPatrols(
  db: Db,
  facts: Compared,
  late: LateFixes,
  dueAt: number,
): Promise<void> {
  const { patrol, own, asked, knownMs } = facts;
  if (late.t.length === 0 && own.before === null) return;
  const due = (await judgedBeside(db, facts)).filter(
    ({ fromMs, toMs, decidedMs, beside }) =>
      (own.before !== null && (!beside || decidedMs < knownMs)) ||
      late.t.some(
        (t, i) => late.receivedMs[i]! > decidedMs && t >= (fromMs ?? t) && t <= (toMs ?? t),
      ),
  );
  if (due.some(({ beside, officerId, id }) => !beside && !asked.has(nameOf(officerId, id))))
    due.push({ ...patrol, decidedMs: 0, beside: true, fromMs: null, toMs: null });
  if (due.length === 0) return;
  const patrols = sql`
    select * from unnest(${due.map(({ officerId }) => officerId)}::bigint[], ${due.map(({ id }) => id)}::bigint[])`;
  await verdictJobs.name(patrols, dueAt).execute(db);
}

interface Judged {
  officerId: number;
  id: number;
  decidedMs: number;
  /** Whether this patrol was looked for while it waited: among those of the same parent, or as an earlier one of the grid. */
  beside: boolean;
  /** Hours of the patrol that matter; null: all of it. */
  fromMs: number | null;
  toMs: number | null;
}

/** Judged patrols that a patrol is among the company of. */
async function judgedBeside(
  db: Db,
  { patrol, grid, waitedIn, own, around }: Compared,
): Promise<Judged[]> {
  const near = [...new Set([...around, ...(own.before ?? [])])];
  const [start, end] = [
    sql`${iso(patrol.startMs)}::timestamptz`,
    sql`${iso(patrol.endMs)}::timestamptz`,
  ];
  const ms = (moment: string) => sql`(extract(epoch from ${sql.raw(moment)}) * 1000)::float8`;
  const { rows } = await prepared(
    db,
    sql<Judged>`
    with compared as (
      select p.officer_id, p.id, ${grid.id === waitedIn.id}::boolean as beside, null::timestamptz as since, null::timestamptz as until
      from patrols p
      where p.grid_id = ${grid.id} and p.start_time >= ${end} and p.start_time < ${iso(patrol.endMs + HISTORY_MS)}
      union all
      select p.officer_id, p.id, ${inGridsBeside(waitedIn, start)}, p.start_time, p.end_time
      from ${patrolsNear(near)}
      where p.officer_id <> ${patrol.officerId} and p.start_time < ${end}
        and p.start_time > ${iso(patrol.startMs - DAY_MS)} and p.end_time > ${start}
    )
    select c.officer_id as "officerId", c.id, coalesce(c.beside, false) as beside, ${ms('v.decided_at')} as "decidedMs", ${ms('c.since')} as "fromMs", ${ms('c.until')} as "toMs"
    from compared c
    join lateral (
      select decided_at from verdicts v where v.officer_id = c.officer_id and v.patrol_id = c.id order by version desc limit 1
    ) v on true`,
  );
  return rows;
}
