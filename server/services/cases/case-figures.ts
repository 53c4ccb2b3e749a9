import {
  type CaseMetricAnswer,
  CaseMetricRow,
  type CaseUnit,
} from '../../contract/cases/figures.ts';
import { readCaseGroups } from '../../db/cases/case-groups.ts';
import { departmentHeads } from '../../db/cases/departments.ts';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import { unitNames } from '../../db/rollups/unit-heads.ts';
import type { Db } from '../../db/store/open.ts';
import { columnTypesOf, figureTypesOf } from '../../domain/analysis/column-types.ts';
import {
  CASE_DEFINITIONS,
  CASE_DEFINITIONS_VERSION,
  caseMetricsOf,
} from '../../domain/cases/definitions.ts';
import { spansOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';

/** Answers a question to the figures of cases as of an edition; `unit` is what its rows are about. */
export async function answerCases(
  db: Db,
  {
    from,
    period,
    to,
    unit,
    unitId,
  }: Pick<Question, 'from' | 'period' | 'to' | 'unitId'> & { unit: CaseUnit },
  basis: { edition: { edition: number; at: string }; within: RollupRange['within'] },
): Promise<CaseMetricAnswer> {
  const { edition, within } = basis;
  const question = {
    from,
    to,
    period,
    unit,
    unitId,
    within,
    edition: edition.edition,
    at: edition.at,
  };
  const groups = await readCaseGroups(db, question);
  const ids = [...new Set(groups.map((group) => group.unitId))];
  const heads =
    unit === 'department'
      ? await departmentHeads(db, ids)
      : await unitNames(db, unit, { ids, at: edition.at });
  const ends = new Map(spansOf(from, to, period).map((span) => [span.from, span.to]));
  return {
    ...{ level: unit, period, from, to },
    versions: { ...edition, definitions: CASE_DEFINITIONS_VERSION },
    rows: groups.map(({ changed, from: first, unitId: id, ...totals }) => ({
      ...{ id, ...heads.get(id)!, from: first, to: ends.get(first)!, changed },
      metrics: caseMetricsOf(totals),
    })),
  };
}

const TYPES = {
  ...columnTypesOf(CaseMetricRow.properties),
  edition: 'integer' as const,
  ...figureTypesOf(CASE_DEFINITIONS),
};

/** Rows of an answer as columns: who and when, then every figure in the order of its definition. */
export const caseColumns = ({ rows, versions }: CaseMetricAnswer) => ({
  types: TYPES,
  columns: {
    id: rows.map(({ id }) => id),
    code: rows.map(({ code }) => code),
    name: rows.map(({ name }) => name),
    from: rows.map((row) => row.from),
    to: rows.map((row) => row.to),
    changed: rows.map(({ changed }) => changed),
    edition: rows.map(() => versions.edition),
    ...Object.fromEntries(
      CASE_DEFINITIONS.map(({ id }) => [id, rows.map(({ metrics }) => metrics[id] ?? null)]),
    ),
  },
});
