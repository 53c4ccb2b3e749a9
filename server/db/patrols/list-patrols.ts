import { sql } from 'kysely';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Patrol, PatrolPage } from '../../contract/patrols/patrol.ts';
import type { Outcome, Reason, Signal } from '../../contract/patrols/verdict.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { JUDGED_OR_NOT, OUTCOME } from '../verdicts/judged.ts';

export interface PatrolFilter {
  fromMs?: number;
  toMs?: number;
  officerId?: number;
  patrolId?: number;
  outcome?: Outcome;
  /** Only those with a verdict or a decision. */
  judged?: boolean;
  /** Only patrols of grids within this area. */
  within?: number;
  /** And within this one: what the account may see. */
  scope?: number;
  limit?: number;
  cursor?: string;
}

interface Row {
  id: number;
  officer_id: number;
  officer_name: string;
  grid_id: number;
  grid_name: string;
  origin: 'declared' | 'recognised';
  start_time: Date;
  end_time: Date | null;
  outcome: Outcome | null;
  reasons: Reason[] | null;
  signals: Signal[] | null;
  effective_min: number | null;
  coverage: number | null;
  rules: NormRules | null;
  contested: boolean;
  decision: 'upheld' | 'overridden' | null;
  verdict_outcome: Outcome | null;
  verdict_version: number | null;
  decided_version: number | null;
  end_guessed: boolean;
}

/** Patrols with what stands of them and the head of their latest verdict, newest first, a page at a time (at most 500). */
export async function listPatrols(db: Db, filter: PatrolFilter): Promise<PatrolPage> {
  const limit = Math.min(filter.limit ?? 100, 500);
  const after = filter.cursor ? readCursor(filter.cursor) : null;
  const when = (value: unknown, clause: ReturnType<typeof sql>) =>
    value === undefined ? sql`true` : clause;
  const since = filter.fromMs === undefined ? '-infinity' : iso(filter.fromMs);
  const until = filter.toMs === undefined ? 'infinity' : iso(filter.toMs);
  const inside = (area: number | undefined) =>
    when(
      area,
      sql`p.grid_id in (select area_subtree(${area ?? 0}::bigint, ${since}::timestamptz, ${until}::timestamptz))`,
    );
  const { rows } = await sql<Row>`
    select p.id, p.officer_id, o.name as officer_name, p.grid_id, g.name as grid_name, p.origin, p.start_time,
      p.end_time, p.guessed_until is not null as end_guessed, ${OUTCOME} as outcome,
      v.outcome as verdict_outcome, v.version as verdict_version, d.verdict_version as decided_version, v.body -> 'reasons' as reasons, v.body -> 'signals' as signals, v.effective_min,
      v.coverage, n.rules, d.decision,
      exists (select from contests c where c.officer_id = p.officer_id and c.patrol_id = p.id) as contested
    from patrols p
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = p.grid_id
    ${JUDGED_OR_NOT}
    left join norm_versions n on n.norm_id = v.norm_id and n.version = v.norm_version
    where ${when(filter.officerId, sql`p.officer_id = ${filter.officerId}`)}
      and ${when(filter.patrolId, sql`p.id = ${filter.patrolId}`)}
      and ${when(filter.fromMs, sql`p.start_time >= ${iso(filter.fromMs ?? 0)}`)}
      and ${when(filter.toMs, sql`p.start_time < ${iso(filter.toMs ?? 0)}`)}
      and ${when(filter.outcome, sql`${OUTCOME} = ${filter.outcome}`)}
      and ${when(filter.judged || undefined, sql`${OUTCOME} is not null`)}
      and ${inside(filter.within)} and ${inside(filter.scope)}
      and ${after ? sql`(p.start_time, p.id) < (${iso(after.startMs)}::timestamptz, ${after.id}::bigint)` : sql`true`}
    order by p.start_time desc, p.id desc
    limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    patrols: page.map(toPatrol),
    next: rows.length > limit && last ? `${last.start_time.getTime()}-${last.id}` : null,
  };
}

/** One patrol with its latest verdict, if the scope may see it. */
export async function findPatrol(
  db: Db,
  key: { officerId: number; patrolId: number; scope?: number },
): Promise<Patrol | undefined> {
  return (await listPatrols(db, { ...key, limit: 1 })).patrols[0];
}

function readCursor(cursor: string): { startMs: number; id: number } | null {
  const match = /^(\d{1,13})-(\d{1,15})$/.exec(cursor);
  return match && { startMs: Number(match[1]), id: Number(match[2]) };
}

const requiredBy = ({ minutesPerPatrol, coveragePerPatrol }: NormRules) => ({
  effectiveMin: minutesPerPatrol,
  coverage: coveragePerPatrol,
});

function toPatrol(row: Row): Patrol {
  return {
    id: row.id,
    officerId: row.officer_id,
    officerName: row.officer_name,
    gridId: row.grid_id,
    gridName: row.grid_name,
    origin: row.origin,
    startTime: row.start_time.toISOString(),
    endTime: row.end_time?.toISOString() ?? null,
    endGuessed: row.end_guessed,
    outcome: row.outcome,
    verdictOutcome: row.verdict_outcome,
    verdictVersion: row.verdict_version,
    reasons: row.reasons ?? [],
    effectiveMin: row.effective_min,
    coverage: row.coverage,
    required: row.outcome === null ? null : requiredBy(row.rules ?? defaultNorm().rules),
    signals: (row.signals ?? []).map(({ code }) => code),
    contested: row.contested,
    decision: row.decision,
    decidedVersion: row.decided_version,
  };
}
