import { sql } from 'kysely';
import type { Gone } from '../../domain/metrics/with-gone.ts';
import type { Db } from '../store/open.ts';
import { type GroupQuestion, periodStart, runWide, standsIn, unitAsked } from './metric-groups.ts';
import { UNIT_COLUMNS } from './unit-columns.ts';

/** Of which units days gave way after an edition, up to that of the question: what is in force does not tell of those without a successor. */
export function readGoneDays(db: Db, question: GroupQuestion, since: number): Promise<Gone[]> {
  const { edition, from, level, to } = question;
  const unit = sql.raw(`r.${UNIT_COLUMNS[level]}`);
  return runWide(
    db,
    sql<Gone>`
    select ${periodStart(question)}::text as "from", ${unit} as "unitId", max(r.superseded)::float8 as changed
    from day_rollups r
    where r.day >= ${from}::date and r.day < ${to}::date and r.superseded > ${since} and r.superseded <= ${edition}
      and ${unit} is not null ${unitAsked(unit, question)}
      ${standsIn(question)}
    group by 1, 2`,
  );
}
