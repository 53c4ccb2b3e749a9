import { sql } from 'kysely';
import type { GroundGroup, SignalGroup } from '../../domain/metrics/fold-groups.ts';
import type { Db } from '../store/open.ts';
import { type GroupQuestion, inForce, periodStart, runWide, unitAsked } from './metric-groups.ts';
import { UNIT_COLUMNS } from './unit-columns.ts';

/**
 * Ground by period, area and grid: windows and checkpoints summed over the days, the rest as the last day on record has it. Officers have
 * none: who holds a grid has not walked it yet.
 */
export async function readGround(db: Db, question: GroupQuestion): Promise<GroundGroup[]> {
  if (question.level === 'officer') return [];
  const unit = sql.raw(`r.${UNIT_COLUMNS[question.level]}`);
  return runWide(
    db,
    sql<GroundGroup>`
    with sums as (
      select ${periodStart(question)} as start, ${unit} as unit_id, r.grid_id, max(r.day) as day, max(r.edition) as changed,
        sum(r.comb_windows)::float8 as "combWindows", sum(r.comb_met)::float8 as "combMet",
        sum(r.comb_coverage_e4)::float8 as "combCoverageE4", sum(r.checkpoints_due)::float8 as "checkpointsDue",
        sum(r.checkpoints_met)::float8 as "checkpointsMet"
      from ground_days r
      where ${inForce(question)} ${unitAsked(unit, question)}
      group by 1, 2, 3
    )
    select s.start as "from", s.unit_id as "unitId", s.changed, s."combWindows", s."combMet", s."combCoverageE4",
      s."checkpointsDue", s."checkpointsMet", r.cell_weight::float8 as weight,
      r.stale_weight_days::float8 as "staleWeightDays", r.stale_max_days as "staleMaxDays",
      r.unseen_weight::float8 as "unseenWeight"
    from sums s join ground_days r on r.grid_id = s.grid_id and r.day = s.day
    where ${inForce(question)}`,
  );
}

/** How often each signal was raised, by period and unit. */
export async function readSignals(db: Db, question: GroupQuestion): Promise<SignalGroup[]> {
  const unit = sql.raw(`r.${UNIT_COLUMNS[question.level]}`);
  return runWide(
    db,
    sql<SignalGroup>`
    select ${periodStart(question)} as "from", ${unit} as "unitId", s.key as code, sum(s.value::int)::float8 as count
    from day_rollups r cross join lateral jsonb_each_text(r.signals) as s
    where r.signals is not null and ${inForce(question)} ${unitAsked(unit, question)}
    group by 1, 2, 3`,
  );
}
