import type { CaseUnit } from '../../contract/cases/figures.ts';
import {
  CASE_CREDITS,
  type CaseCredit,
  type ScoringSection,
} from '../../contract/scoring/rules.ts';
import { readCaseGroups } from '../../db/cases/case-groups.ts';
import { departmentHeads } from '../../db/cases/departments.ts';
import {
  type IncidentRecordGroup,
  readIncidentRecords,
} from '../../db/incidents/incident-records.ts';
import type { GroupQuestion } from '../../db/rollups/metric-groups.ts';
import { type OfficerUnderPost, readUnderPosts } from '../../db/rollups/post-groups.ts';
import { readUnitHeads } from '../../db/rollups/unit-heads.ts';
import type { Db } from '../../db/store/open.ts';
import type { CaseTotals } from '../../domain/cases/definitions.ts';
import { metricsOf } from '../../domain/metrics/definitions.ts';
import { partition } from '../../domain/partition.ts';
import type { Subject } from '../../domain/scoring/score-peers.ts';
import { foldRollups, normsOf } from './metric-answer.ts';

/** Who is to be scored, of one period. */
export type PeriodSubject = Omit<Subject, 'to' | 'whole'>;

export interface SubjectQuestion extends Omit<GroupQuestion, 'level'> {
  level: CaseUnit;
  /** Watermark (ISO) of the edition. */
  at: string;
  /** All that may score them: what none of their terms asks for is not read. */
  sections: readonly ScoringSection[];
}

/**
 * Who a question scores with all their scores rest on, by the first day of their period; `norms`: those their days were judged by; `ofCases`: whether
 * terms rest on figures of cases.
 */
export async function readSubjects(
  db: Db,
  question: SubjectQuestion,
): Promise<{
  subjects: Map<string, PeriodSubject[]>;
  norms: ReturnType<typeof normsOf>;
  ofCases: boolean;
}> {
  const terms = question.sections
    .filter(({ level }) => level === question.level)
    .flatMap((section) => section.terms.map(({ source }) => source));
  const credits = CASE_CREDITS.filter((credit) =>
    terms.some((source) => 'cases' in source && (source.credit ?? 'handler') === credit),
  );
  const cases = await casesOf(db, question, credits);
  const ofCases = credits.length > 0;
  if (question.level === 'department')
    return { subjects: await departments(db, cases, question.edition), norms: [], ofCases };
  const part: GroupQuestion = { ...question, level: question.level };
  const rated = terms.some((source) => 'officers' in source);
  const [folded, records, under] = await Promise.all([
    foldRollups(db, part),
    readIncidentRecords(db, part),
    rated && part.level === 'officer' ? readUnderPosts(db, part) : [],
  ]);
  const headOf = await readUnitHeads(db, part.level, { rows: folded, of: question });
  const [recordsBy, underBy] = [
    partition<IncidentRecordGroup, string>(records, unitOf),
    partition<OfficerUnderPost, string>(under, unitOf),
  ];
  const all = folded.map((row): PeriodSubject => {
    const { from, unitId, totals } = row;
    const key = unitOf(row);
    return {
      ...{ id: unitId, from, ...headOf(row) },
      metrics: metricsOf(totals),
      records: recordsBy.get(key) ?? [],
      answersFor: underBy.get(key) ?? [],
      cases: cases.get(key) ?? {},
    };
  });
  const subjects = partition(all, ({ from }) => from);
  return { subjects, norms: normsOf(folded), ofCases };
}

type Cases = Partial<Record<CaseCredit, CaseTotals>>;

/** Cases by the first day of their period and their unit. */
async function casesOf(
  db: Db,
  { level, ...question }: SubjectQuestion,
  credits: readonly CaseCredit[],
): Promise<Map<string, Cases>> {
  const cases = new Map<string, Cases>();
  for (const credit of credits) {
    const unit = credit === 'finder' ? credit : level;
    for (const { changed: _, from, unitId, ...totals } of await readCaseGroups(db, {
      ...question,
      unit,
    })) {
      const key = unitOf({ from, unitId });
      cases.set(key, { ...cases.get(key), [credit]: totals });
    }
  }
  return cases;
}

/** Departments that handled cases: they owe no patrols, nor hold posts. */
async function departments(db: Db, cases: Map<string, Cases>, edition: number) {
  const of = [...cases].map(([key, own]) => {
    const [from, id] = key.split(' ') as [string, string];
    return { from, id: Number(id), cases: own };
  });
  const heads = await departmentHeads(db, [...new Set(of.map(({ id }) => id))], edition);
  const subjects = of.map(
    (one): PeriodSubject => ({
      ...{ ...one, ...heads.get(one.id)! },
      ...{ parent: null, parentName: null, category: null, post: null },
      ...{ metrics: {}, records: [], answersFor: [] },
    }),
  );
  return partition(subjects, ({ from }) => from);
}

/** The first day of a row's period and its unit. */
const unitOf = ({ from, unitId }: { from: string; unitId: number | null }) => `${from} ${unitId}`;
