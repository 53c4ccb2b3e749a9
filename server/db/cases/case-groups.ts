import { sql } from 'kysely';
import type { CaseUnit } from '../../contract/cases/figures.ts';
import type { Period } from '../../contract/metrics/metrics.ts';
import type { CaseTotals } from '../../domain/cases/definitions.ts';
import {
  gaveWay,
  inForce,
  periodStart,
  type RollupRange,
  runWide,
  standsIn,
} from '../rollups/metric-groups.ts';
import { UNIT_COLUMNS } from '../rollups/unit-columns.ts';
import type { Db } from '../store/open.ts';

/** A question to the records of cases. `at`: the watermark (ISO) of the edition, by which what runs is over or not. */
export interface CaseQuestion extends RollupRange {
  /** `finder`: the officer who found the matter. */
  unit: CaseUnit | 'finder';
  unitId?: number | undefined;
  period: Period | 'whole';
  at: string;
  /** Only so many rows, after as many. */
  page?: { offset: number; rows: number };
}

export interface CaseGroup extends CaseTotals {
  from: string;
  unitId: number;
  changed: number;
}

const median = (phase: string) =>
  sql.raw(`percentile_cont(0.5) within group (order by r.${phase}_s)::float8 as "${phase}S"`);

const columnOf = (unit: CaseQuestion['unit']) =>
  sql.raw(
    unit === 'finder'
      ? 'm.finder_id'
      : `r.${unit === 'department' ? 'department_id' : UNIT_COLUMNS[unit]}`,
  );

/** Who found the matter of a case as of the edition. */
const withFinder = (edition: number) => sql`
  join cases c on c.id = r.case_id join matters m on m.incident_id = c.incident_id
    and m.edition <= ${edition} and (m.superseded is null or m.superseded > ${edition})`;

/** Sums and medians of cases by period and unit, by period, then unit. Cases of no unit are left out: those of no department, say. */
export async function readCaseGroups(db: Db, question: CaseQuestion): Promise<CaseGroup[]> {
  const { page } = question;
  const at = sql`${question.at}::timestamptz`;
  const unit = columnOf(question.unit);
  const n = (condition: ReturnType<typeof sql>) =>
    sql`(count(*) filter (where ${condition}))::float8`;
  return runWide(
    db,
    sql<CaseGroup>`
    select ${periodStart({ ...question, level: 'grid' })}::text as "from", ${unit} as "unitId", max(r.edition) as changed,
      count(*)::float8 as opened, ${n(sql`r.closed`)} as closed,
      ${n(sql`r.accept_kept`)} as "acceptKept", ${n(sql`not r.accept_kept or r.accept_due < ${at}`)} as "acceptMissed",
      ${n(sql`r.close_kept`)} as "closeKept", ${n(sql`not r.close_kept or r.close_due < ${at}`)} as "closeMissed",
      ${n(sql`r.solved_in_grid`)} as "solvedInGrid", ${n(sql`r.passed_up > 0`)} as "passedUp",
      ${n(sql`r.sent_back > 0`)} as "sentBack", ${n(sql`r.closed and r.sent_back = 0`)} as "closedAtOnce",
      ${n(sql`r.yellow_card_at < ${at} and (r.red_card_at is null or r.red_card_at >= ${at})`)} as "yellowCards",
      ${n(sql`r.red_card_at < ${at}`)} as "redCards", ${n(sql`r.due_at < ${at}`)} as overdue,
      coalesce(sum(r.rating), 0)::float8 as ratings, count(r.rating)::float8 as rated,
      coalesce(sum(r.points) filter (where r.closed), 0)::float8 as points,
      ${n(sql`r.sent_at is not null`)} as sent, count(r.arrive_s)::float8 as arrived,
      ${sql.join(['arrive', 'accept', 'dispatch', 'handle', 'check', 'close'].map(median))}
    from case_records r ${question.unit === 'finder' ? withFinder(question.edition) : sql``}
    where ${inForce(question)} and ${unit} is not null
      ${question.unitId === undefined ? sql`` : sql`and ${unit} = ${question.unitId}`}
    group by 1, 2 order by 1, 2 ${page ? sql`limit ${page.rows} offset ${page.offset}` : sql``}`,
  );
}

/** When cases last went from where they counted, up to the edition of a question, by period and unit. */
export async function readLostCases(
  db: Db,
  question: CaseQuestion,
): Promise<Pick<CaseGroup, 'from' | 'unitId' | 'changed'>[]> {
  const { edition, from, to } = question;
  const unit = columnOf(question.unit);
  const { rows } = await sql<Pick<CaseGroup, 'from' | 'unitId' | 'changed'>>`
    select ${periodStart({ ...question, level: 'grid' })}::text as "from", ${unit} as "unitId", max(r.superseded)::float8 as changed
    from case_records r
    where r.day >= ${from}::date and r.day < ${to}::date and ${gaveWay({ edition, since: undefined })} and ${unit} is not null
      ${standsIn(question)}
    group by 1, 2`.execute(db);
  return rows;
}
