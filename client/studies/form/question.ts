import dayjs, { type Dayjs } from 'dayjs';
import type {
  MethodInfo,
  Study,
  StudyBody,
  StudySelection,
} from '../../../server/contract/studies/study.ts';
import { dayIn, formatAt } from '../../format.ts';
import { applies, fieldsOf, firstValues, givenValues, isCounted } from './schema.ts';

/** What the form holds: days as picked, both included. */
export interface Question {
  name: string;
  method: string;
  days: [Dayjs | null, Dayjs | null] | null;
  areaId: number | null;
  categories: string[];
  /** All, or only those whose case stands so. */
  cases: StudySelection['cases'] | 'all';
  counts: boolean;
  parameters: Record<string, unknown>;
}

/** Which incidents a question is about, as the API takes it: whole days of the areas' time zone. */
export const selectionOf = (
  question: Partial<Question>,
  method: MethodInfo,
  timeZone: string,
): StudySelection => {
  const [from, to] = question.days ?? [];
  return {
    ...(from ? { from: dayIn(from, timeZone).toISOString() } : {}),
    ...(to ? { to: dayIn(to.add(1, 'day'), timeZone).toISOString() } : {}),
    ...(question.areaId ? { areaId: question.areaId } : {}),
    ...(question.categories?.length ? { categories: question.categories } : {}),
    ...(question.cases && question.cases !== 'all' ? { cases: question.cases } : {}),
    ...(isCounted(method, question.counts) ? { counts: 'grids' as const } : {}),
  };
};

/** The question as the API takes it. */
export const bodyOf = (question: Question, method: MethodInfo, timeZone: string): StudyBody => {
  const counts = isCounted(method, question.counts);
  const given = givenValues(question.parameters);
  const named = new Set(
    fieldsOf(method).flatMap((f) => (applies(f, counts, given) ? [f.name] : [])),
  );
  const parameters = Object.entries(given);
  return {
    name: question.name.trim(),
    method: method.id,
    parameters: Object.fromEntries(parameters.filter(([name]) => named.has(name))),
    selection: selectionOf(question, method, timeZone),
  };
};

const dayOf = (moment: string | undefined, timeZone: string): Dayjs | null =>
  moment === undefined ? null : dayjs(formatAt(moment, timeZone, 'YYYY-MM-DD'));

/** The question of a study, to be asked again with changes. */
export const questionOf = (study: Study, method: MethodInfo, timeZone: string): Question => {
  const { from, to, areaId, cases, categories, counts } = study.selection;
  const last = dayOf(to, timeZone)?.subtract(1, 'day') ?? null;
  return {
    name: study.name,
    method: study.method,
    days: from || to ? [dayOf(from, timeZone), last] : null,
    areaId: areaId ?? null,
    categories: categories ?? [],
    cases: cases ?? 'all',
    counts: counts === 'grids',
    parameters: { ...firstValues(method, timeZone), ...study.parameters },
  };
};
