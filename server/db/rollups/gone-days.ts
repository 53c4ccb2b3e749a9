import { sql } from 'kysely';
import type { Gone } from '../../domain/metrics/with-gone.ts';
import type { Db } from '../store/open.ts';
import {
  type GroupQuestion,
  gaveWay,
  periodStart,
  runWide,
  standsIn,
  unitAsked,
} from './metric-groups.ts';
import { UNIT_COLUMNS } from './unit-columns.ts';

/**
 * Of which units days gave way, up to the edition of a question: what is in force does not tell of those without a successor. All after an edition
 * `since`; unless told, those that left nothing where they stood.
 */
export function readGoneDays(
  db: Db,
  question: GroupQuestion,
  since: number | undefined,
): Promise<Gone[]> {
  const { edition, from, level, to } = question;
  const unit = sql.raw(`r.${UNIT_COLUMNS[level]}`);
  return runWide(
    db,
    sql<Gone>`
    select ${periodStart(question)}::text as "from", ${unit} as "unitId", max(r.superseded)::float8 as changed
    from day_rollups r
    where r.day >= ${from}::date and r.day < ${to}::date and ${gaveWay({ edition, since })}
      and ${unit} is not null ${unitAsked(unit, question)}
      ${standsIn(question)}
    group by 1, 2`,
  );
}
