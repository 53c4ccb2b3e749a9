import type { Reason, ReasonCode } from './verdict.ts';

/** How a demanded figure of a verdict stands: reached, proven missing, undecided by the data, or not asked at all. */
export type Requirement = 'met' | 'missed' | 'open' | 'not-judged';

export type Demanded = 'effectiveMin' | 'coverage';

const REASONS_OF: Record<Demanded, { missed: ReasonCode; open: ReasonCode }> = {
  effectiveMin: { missed: 'duration-short', open: 'duration-uncertain' },
  coverage: { missed: 'coverage-low', open: 'coverage-uncertain' },
};

const NOTHING_ASKED: readonly ReasonCode[] = ['grid-unpatrollable', 'norm-contradictory'];

/**
 * By the reasons the rules gave, not by the interval looked at anew: whoever shows a verdict says what it says.
 *
 * @param accepted Fixes the verdict rests on; left out where the figure is known to be measured.
 */
export function requirementOf(
  reasons: readonly Reason[],
  demanded: Demanded,
  accepted = Number.POSITIVE_INFINITY,
): Requirement {
  const gave = (code: ReasonCode) => reasons.some((reason) => reason.code === code);
  if (accepted === 0 || NOTHING_ASKED.some(gave)) return 'not-judged';
  const { missed, open } = REASONS_OF[demanded];
  return gave(missed) ? 'missed' : gave(open) ? 'open' : 'met';
}
