import {
  type CaseMetricAnswer,
  CaseMetricRow,
  type CaseUnit,
} from '../../contract/cases/figures.ts';
import {
  type CaseGroup,
  type CaseQuestion,
  readCaseGroups,
  readLostCases,
} from '../../db/cases/case-groups.ts';
import { departmentHeads } from '../../db/cases/departments.ts';
import type { RollupRange } from '../../db/rollups/metric-groups.ts';
import { readUnitHeads, type UnitWithHead } from '../../db/rollups/unit-heads.ts';
import type { Db } from '../../db/store/open.ts';
import { columnTypesOf, figureTypesOf } from '../../domain/analysis/column-types.ts';
import {
  CASE_DEFINITIONS,
  CASE_DEFINITIONS_VERSION,
  caseMetricsOf,
} from '../../domain/cases/definitions.ts';
import { spansOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { foldRollups } from '../metrics/metric-answer.ts';

/** Answers a question to the figures of cases as of an edition; `unit` is what its rows are about. */
export async function answerCases(
  db: Db,
  {
    from,
    limit,
    period,
    to,
    unit,
    unitId,
  }: Pick<Question, 'from' | 'limit' | 'period' | 'to' | 'unitId'> & { unit: CaseUnit },
  basis: {
    edition: { edition: number; at: string };
    within: RollupRange['within'];
    offset: number;
  },
): Promise<Omit<CaseMetricAnswer, 'nextPage'>> {
  const { edition, offset, within } = basis;
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
  // One more than a page tells whether there is another.
  const page = limit === undefined ? {} : { page: { offset, rows: limit + 1 } };
  const found = await readCaseGroups(db, { ...question, ...page });
  const groups = found.slice(0, limit);
  const ends = new Map(spansOf(from, to, period).map((span) => [span.from, span.to]));
  const [first, last] = [groups[0]?.from ?? from, groups.at(-1)?.from];
  const ofPage = { ...question, from: first, to: (last && ends.get(last)) ?? to };
  const headOf = await headsOf(db, groups, ofPage);
  const lost = new Map(
    (await readLostCases(db, ofPage)).map((one) => [`${one.from} ${one.unitId}`, one.changed]),
  );
  return {
    ...{ level: unit, period, from, to },
    versions: { ...edition, definitions: CASE_DEFINITIONS_VERSION },
    rows: groups.map((group) => {
      const { from: begins, unitId: id, ...totals } = group;
      const changed = Math.max(group.changed, lost.get(`${begins} ${id}`) ?? 0);
      return {
        ...{ id, ...headOf(group), from: begins, to: ends.get(begins)!, changed },
        metrics: caseMetricsOf(totals),
      };
    }),
    next: groups.length < found.length ? `${edition.edition}_${offset + groups.length}` : null,
  };
}

/** Who rows are about; of officers as the figures of patrols in the same period have them. */
async function headsOf(
  db: Db,
  groups: readonly CaseGroup[],
  question: CaseQuestion & { unit: CaseUnit },
): Promise<(group: CaseGroup) => UnitWithHead> {
  const { edition, unit } = question;
  if (unit === 'department') {
    const heads = await departmentHeads(
      db,
      groups.map(({ unitId }) => unitId),
      edition,
    );
    return ({ unitId }) => ({ ...heads.get(unitId)!, ...NO_PLACE });
  }
  const patrols = unit === 'officer' ? await foldRollups(db, { ...question, level: unit }) : [];
  const known = new Map(patrols.map((row) => [`${row.from} ${row.unitId}`, row]));
  const rowOf = ({ from, unitId }: CaseGroup) =>
    known.get(`${from} ${unitId}`) ?? { unitId, gridId: null, category: null, post: null };
  const headOf = await readUnitHeads(db, unit, { rows: groups.map(rowOf), of: question });
  return (group) => headOf(rowOf(group));
}

const NO_PLACE = { parent: null, parentName: null, category: null, post: null };

const TYPES = {
  ...columnTypesOf(CaseMetricRow.properties),
  edition: 'integer' as const,
  ...figureTypesOf(CASE_DEFINITIONS),
};

/** Rows of an answer as columns: who and when, then every figure in the order of its definition. */
export const caseColumns = ({ rows, versions }: Pick<CaseMetricAnswer, 'rows' | 'versions'>) => ({
  types: TYPES,
  columns: {
    id: rows.map(({ id }) => id),
    code: rows.map(({ code }) => code),
    name: rows.map(({ name }) => name),
    parent: rows.map(({ parent }) => parent),
    parentName: rows.map(({ parentName }) => parentName),
    category: rows.map(({ category }) => category),
    post: rows.map(({ post }) => post),
    from: rows.map((row) => row.from),
    to: rows.map((row) => row.to),
    changed: rows.map(({ changed }) => changed),
    edition: rows.map(() => versions.edition),
    ...Object.fromEntries(
      CASE_DEFINITIONS.map(({ id }) => [id, rows.map(({ metrics }) => metrics[id] ?? null)]),
    ),
  },
});
