import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { NormRules } from '../../../contract/norms/norm.ts';
import { HOUR_MS } from '../../../contract/units.ts';
import type { Fix } from '../../entrance/fix.ts';
import { FUTURE_TOLERANCE_MS } from '../../entrance/mark-fix.ts';

const INACCURATE = marksToMask(['inaccurate']);
const MOCK = marksToMask(['mock']);
const FUTURE = marksToMask(['future']);
const LATE = marksToMask(['late']);
const NULL_ISLAND = marksToMask(['null-island']);

/** Marks (bit mask) of one fix by itself under a norm, those of the entrance included. */
export function markSingle(fix: Fix, rules: NormRules): number {
  let mask = fix.marks.length === 0 ? 0 : marksToMask(fix.marks);
  if (fix.accuracyM !== null && fix.accuracyM > rules.maxAccuracyM) mask |= INACCURATE;
  if (fix.mock) mask |= MOCK;
  if (fix.t > fix.receivedMs + FUTURE_TOLERANCE_MS) mask |= FUTURE;
  if (fix.receivedMs - fix.t > rules.lateUploadHours * HOUR_MS) mask |= LATE;
  if (Math.abs(fix.lng) < 0.01 && Math.abs(fix.lat) < 0.01) mask |= NULL_ISLAND;
  return mask;
}
