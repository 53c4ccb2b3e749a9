import { sql } from 'kysely';
import type { Contest } from '../../contract/patrols/patrol.ts';
import type { Outcome } from '../../contract/patrols/verdict.ts';
import { rollupJobs } from '../queue/rollup-jobs.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`id, verdict_version as "verdictVersion", text, contested_by as "contestedBy", ${utc('contested_at')} as "contestedAt", decision,
  outcome, note, decided_by as "decidedBy", ${utc('decided_at')} as "decidedAt"`;

/** Names the days that count the patrol of a changed objection for a new roll-up, in the same commit. */
const NAMED = rollupJobs.name(
  sql`select d.grid_id, d.day from changed c cross join lateral rollup_days_of(c.officer_id, c.patrol_id) d`,
  0,
);

/** Objects to the latest verdict over a patrol; `by`: account, or handheld:CODE. Undefined where it has none yet. */
export async function insertContest(
  db: Db,
  entry: { officerId: number; patrolId: number; text: string; by: string },
): Promise<Contest | undefined> {
  const { rows } = await sql<Contest>`
    with changed as (
      insert into contests (officer_id, patrol_id, verdict_version, text, contested_by)
      select officer_id, patrol_id, version, ${entry.text}, ${entry.by} from verdicts
      where officer_id = ${entry.officerId} and patrol_id = ${entry.patrolId}
      order by version desc limit 1
      returning *
    ), named as (${NAMED})
    select ${COLUMNS} from changed`.execute(db);
  return rows[0];
}

/** All objections to a patrol's verdicts, latest first. */
export async function readContests(
  db: Db,
  officerId: number,
  patrolId: number,
): Promise<Contest[]> {
  const { rows } = await sql<Contest>`
    select ${COLUMNS} from contests where officer_id = ${officerId} and patrol_id = ${patrolId}
    order by id desc`.execute(db);
  return rows;
}

/** A supervisor's decision, once; the machine's verdict stays as it is. Undefined where none is open under this id. */
export async function decideContest(
  db: Db,
  key: { officerId: number; patrolId: number; contestId: number },
  decision: {
    decision: 'upheld' | 'overridden';
    outcome: Outcome | null;
    note: string;
    by: string;
  },
): Promise<Contest | undefined> {
  const { rows } = await sql<Contest>`
    with changed as (
      update contests set decision = ${decision.decision}, outcome = ${decision.outcome}, note = ${decision.note},
        decided_by = ${decision.by}, decided_at = now()
      where officer_id = ${key.officerId} and patrol_id = ${key.patrolId} and id = ${key.contestId} and decision is null
      returning *
    ), named as (${NAMED})
    select ${COLUMNS} from changed`.execute(db);
  return rows[0];
}
