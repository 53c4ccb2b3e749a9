import type { ScoringScheme } from '../../../server/contract/scoring/schemes.ts';
import type { Span } from '../periods.ts';

/** The latest version of each scheme, of versions listed by code, the latest first. */
export const latestVersions = (schemes: readonly ScoringScheme[]): ScoringScheme[] =>
  [...new Map(schemes.toReversed().map((one) => [one.code, one])).values()].toReversed();

/**
 * The version of a scheme that scores a period: the one in force on its first day, or the first where the scheme `began` within the period. Where it
 * begins later, the latest: the service says so. `since`: when the scheme began, null where there is none of the code.
 */
export function versionFor(
  schemes: readonly ScoringScheme[],
  { code, span }: { code: string | undefined; span: Span },
): { scheme: ScoringScheme | undefined; began: boolean; since: string | null } {
  const versions = schemes.filter((one) => one.code === code);
  const held = versions.find(({ from }) => from <= span.from);
  const first = versions.at(-1);
  const began = !held && first !== undefined && first.from < span.to;
  return {
    scheme: held ?? (began ? first : versions[0]),
    began,
    since: first?.from ?? null,
  };
}
