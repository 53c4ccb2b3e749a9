import type { ScoringRules } from '../../../../server/contract/scoring/rules.ts';

/** What fields of a form hold, without those left empty: a scheme has no empty ones. An empty list of those that may be left out is none. */
export function statedRules(given: ScoringRules): ScoringRules {
  const rules = withoutEmpty(given) as ScoringRules;
  const { foundBy, ...honour } = rules.honour ?? { kinds: [] };
  return {
    ...rules,
    honour: rules.honour ? { ...honour, ...(foundBy?.length ? { foundBy } : {}) } : null,
  };
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, own]) => own !== null && own !== undefined)
      .map(([key, own]) => [key, withoutEmpty(own)]),
  );
}
