import type {
  Scale,
  ScoringRules,
  ScoringSection,
  ScoringTerm,
} from '../../contract/metrics/scoring.ts';
import { CASE_DEFINITIONS } from '../cases/definitions.ts';
import { metricDefinitions } from '../metrics/definitions.ts';

const SCALE_DEFECTS: {
  [K in Scale['kind']]: (scale: Extract<Scale, { kind: K }>) => string | null;
} = {
  linear: ({ zeroAt, fullAt }) => (zeroAt === fullAt ? 'zeroAt and fullAt must differ' : null),
  steps: ({ steps }) =>
    new Set(steps.map(({ from }) => from)).size < steps.length
      ? 'each step starts somewhere else'
      : null,
  each: () => null,
};

const keyOf = ({ level, officerCategory, post }: ScoringSection) =>
  [level, officerCategory, post].filter(Boolean).join(', ');

/** What is wrong with the rules of a scheme, as sentences that say what is right; empty where they are sound. */
export function schemeDefects(rules: ScoringRules): string[] {
  const metrics = new Map(metricDefinitions().map((metric) => [metric.id, metric]));
  const keys = rules.sections.map(keyOf);
  const termDefects = (term: ScoringTerm, { level, post }: ScoringSection) => {
    const { source } = term;
    const check = SCALE_DEFECTS[term.scale.kind] as (scale: Scale) => string | null;
    const wrong = check(term.scale);
    return [
      ...(wrong ? [`term ${term.id}: ${wrong}`] : []),
      ...('metric' in source && !metrics.has(source.metric)
        ? [`term ${term.id}: there is no metric ${source.metric}; /metrics/definitions lists them`]
        : []),
      ...(level === 'officer' && 'metric' in source && metrics.get(source.metric)?.ofGround
        ? [
            `term ${term.id}: ${source.metric} is of the ground, whoever walked it; officers are scored by what they did`,
          ]
        : []),
      ...('officers' in source && post === undefined
        ? [`term ${term.id}: only who holds a post is answerable for officers`]
        : []),
      ...('officers' in source && source.officers === 'stars' && rules.stars.length === 0
        ? [`term ${term.id}: the scheme has no stars`]
        : []),
      ...(level !== 'officer' && 'matters' in source && source.withoutFinder
        ? [
            `term ${term.id}: an area has every matter that lies in it; withoutFinder is of officers`,
          ]
        : []),
      ...('cases' in source && !CASE_DEFINITIONS.some(({ id }) => id === source.cases)
        ? [
            `term ${term.id}: there is no figure of cases ${source.cases}; /metrics/cases/definitions lists them`,
          ]
        : []),
      ...('cases' in source && source.credit && level !== 'officer'
        ? [
            `term ${term.id}: credit is of officers; an area has the cases that lie in it, a department those it handled`,
          ]
        : []),
      ...(level === 'department' && !('cases' in source)
        ? [`term ${term.id}: departments are scored by figures of cases`]
        : []),
    ];
  };
  return [
    ...keys
      .filter((key, at) => keys.indexOf(key) < at)
      .map((key) => `two sections for ${key}; there is one for a level, category and post`),
    ...rules.sections.flatMap((section) => {
      const ids = section.terms.map(({ id }) => id);
      return [
        ...(section.officerCategory && section.level !== 'officer'
          ? [`section ${keyOf(section)}: only officers have a category`]
          : []),
        ...(section.post && (section.level !== 'officer' || section.officerCategory)
          ? [`section ${keyOf(section)}: a post is of officers, whatever their category`]
          : []),
        ...ids
          .filter((id, at) => ids.indexOf(id) < at)
          .map((id) => `section ${keyOf(section)}: two terms ${id}`),
        ...section.terms.flatMap((term) => termDefects(term, section)),
      ];
    }),
  ];
}

/** Why a version of a scheme must not start on a day; null where it may. Days are local days. */
export function startDefect(
  from: string,
  today: string,
  last: { version: number; from: string } | undefined,
): string | null {
  if (!last) return null;
  if (from <= today)
    return `version ${last.version + 1} must start after ${today}: what is past is scored by the version that held`;
  return from <= last.from
    ? `version ${last.version} starts on ${last.from}, the next one must start later`
    : null;
}
