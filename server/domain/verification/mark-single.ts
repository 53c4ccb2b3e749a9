import type { NormRules } from '../../contract/norm.ts';
import { FUTURE_TOLERANCE_MS } from '../entrance/mark-fix.ts';
import type { Fix } from '../fix.ts';
import { marksToMask } from '../marks.ts';

const HOUR_MS = 3_600_000;

const RULES = {
  inaccurate: (fix: Fix, rules: NormRules) => (fix.accuracyM ?? 0) > rules.maxAccuracyM,
  mock: (fix: Fix) => fix.mock,
  future: (fix: Fix) => fix.t > fix.receivedMs + FUTURE_TOLERANCE_MS,
  late: (fix: Fix, rules: NormRules) => fix.receivedMs - fix.t > rules.lateUploadHours * HOUR_MS,
  'null-island': (fix: Fix) => Math.abs(fix.lng) < 0.01 && Math.abs(fix.lat) < 0.01,
} as const;

const TABLE = Object.entries(RULES).map(
  ([mark, holds]) => [marksToMask([mark as keyof typeof RULES]), holds] as const,
);

/** Marks (bit mask) of one fix by itself under a norm, those of the entrance included. */
export function markSingle(fix: Fix, rules: NormRules): number {
  let mask = fix.marks.length === 0 ? 0 : marksToMask(fix.marks);
  for (const [bit, holds] of TABLE) if (holds(fix, rules)) mask |= bit;
  return mask;
}
