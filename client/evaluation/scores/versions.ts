import type { ScoringScheme } from '../../../server/contract/metrics/scoring.ts';
import type { Span } from '../periods.ts';

/** The latest version of each scheme, of versions listed by code, the latest first. */
export const latestVersions = (schemes: readonly ScoringScheme[]): ScoringScheme[] =>
  [...new Map(schemes.toReversed().map((one) => [one.code, one])).values()].toReversed();

/**
 * The version of a scheme that scores a period: the one in force on its first day. `schemeVersion`: asked for by its number where the scheme began
 * within the period, so that nothing held on that day; else null.
 */
export function versionFor(
  schemes: readonly ScoringScheme[],
  { code, span }: { code: string | undefined; span: Span },
): { scheme: ScoringScheme | undefined; schemeVersion: string | null } {
  const versions = schemes.filter((one) => one.code === code);
  const held = versions.find(({ from }) => from <= span.from);
  const first = versions.at(-1);
  const began = !held && first && first.from < span.to;
  return {
    scheme: held ?? (began ? first : versions[0]),
    schemeVersion: began ? String(first.version) : null,
  };
}
