import { type FileProblem, type FileProblemCode, problemOf } from '../../contract/file-problem.ts';
import type {
  Scale,
  ScoringRules,
  ScoringSection,
  ScoringTerm,
} from '../../contract/scoring/rules.ts';
import { CASE_DEFINITIONS } from '../cases/definitions.ts';
import { metricDefinitions } from '../metrics/definitions.ts';

const SCALE_DEFECTS: {
  [K in Scale['kind']]: (scale: Extract<Scale, { kind: K }>) => FileProblemCode | null;
} = {
  linear: ({ zeroAt, fullAt }) => (zeroAt === fullAt ? 'scale-flat' : null),
  steps: ({ steps }) =>
    new Set(steps.map(({ from }) => from)).size < steps.length ? 'scale-steps' : null,
  each: () => null,
};

type Values = FileProblem['values'];
const METRICS = () => new Map(metricDefinitions().map((metric) => [metric.id, metric]));

/** What of a term does not go together, and when; in this order. */
type TermRule = (
  term: ScoringTerm,
  section: ScoringSection,
  scheme: { rules: ScoringRules; metrics: ReturnType<typeof METRICS> },
) => boolean | Values;
const TERM_RULES: Partial<Record<FileProblemCode, TermRule>> = {
  'term-no-metric': ({ source }, _, { metrics }) =>
    'metric' in source && !metrics.has(source.metric) && { metric: source.metric },
  'term-of-ground': ({ source }, { level }, { metrics }) =>
    level === 'officer' &&
    'metric' in source &&
    metrics.get(source.metric)?.ofGround === true && { metric: source.metric },
  'term-officers-post': ({ source }, { post }) => 'officers' in source && post === undefined,
  'term-no-stars': ({ source }, _, { rules }) =>
    'officers' in source && source.officers === 'stars' && rules.stars.length === 0,
  'term-finder': ({ source }, { level }) =>
    level !== 'officer' && 'matters' in source && source.withoutFinder !== undefined,
  'term-no-cases': ({ source }) =>
    'cases' in source &&
    !CASE_DEFINITIONS.some(({ id }) => id === source.cases) && { figure: source.cases },
  'term-credit': ({ source }, { level }) =>
    'cases' in source && Boolean(source.credit) && level !== 'officer',
  'term-department': ({ source }, { level }) => level === 'department' && !('cases' in source),
};

const keyOf = ({ level, officerCategory, post }: ScoringSection) =>
  [level, officerCategory, post].filter(Boolean).join(', ');

const twice = (keys: readonly string[]) => keys.filter((key, at) => keys.indexOf(key) < at);

/** What is wrong with the rules of a scheme; empty where they are sound. */
export function schemeDefects(rules: ScoringRules): FileProblem[] {
  const scheme = { rules, metrics: METRICS() };
  const termDefects = (term: ScoringTerm, section: ScoringSection): FileProblem[] => {
    const check = SCALE_DEFECTS[term.scale.kind] as (scale: Scale) => FileProblemCode | null;
    const scale = check(term.scale);
    const broken = (Object.entries(TERM_RULES) as [FileProblemCode, TermRule][]).flatMap(
      ([code, isBroken]) => {
        const by = isBroken(term, section, scheme);
        return by ? [problemOf(term.id, code, by === true ? {} : by, 'term')] : [];
      },
    );
    return [...(scale ? [problemOf(term.id, scale, {}, 'term')] : []), ...broken];
  };
  return [
    ...twice(rules.sections.map(keyOf)).map(
      (key): FileProblem => ({ code: 'section-twice', values: { key } }),
    ),
    ...rules.sections.flatMap((section) => {
      const { level, officerCategory, post, terms } = section;
      return [
        ...(officerCategory && level !== 'officer'
          ? [problemOf(keyOf(section), 'section-category', {}, 'section')]
          : []),
        ...(post && (level !== 'officer' || officerCategory)
          ? [problemOf(keyOf(section), 'section-post', {}, 'section')]
          : []),
        ...twice(terms.map(({ id }) => id)).map((id) =>
          problemOf(keyOf(section), 'term-twice', { term: id }, 'section'),
        ),
        ...terms.flatMap((term) => termDefects(term, section)),
      ];
    }),
  ];
}

/** Why a version of a scheme must not start on a day; null where it may. Days are local days. */
export function startDefect(
  from: string,
  today: string,
  last: { version: number; from: string } | undefined,
): FileProblem | null {
  if (!last) return null;
  if (from <= today) return { code: 'scheme-after', values: { version: last.version + 1, today } };
  return from <= last.from
    ? { code: 'scheme-later', values: { version: last.version, from: last.from } }
    : null;
}
