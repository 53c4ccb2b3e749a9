import { MINUTE_MS } from '../../../contract/units.ts';
import type { Fix } from '../../entrance/fix.ts';
import type { PlacedFixes } from './place-by-clock.ts';

/** A fix that came no later than this after it was taken, ms, was taken then by the server's clock, whatever the handheld's said. */
const WITNESSED_MS = MINUTE_MS;

export const isWitnessed = ({ t, receivedMs }: Fix) => Math.abs(receivedMs - t) <= WITNESSED_MS;

/** Whether a handheld's clock was set, and put right, between two of its fixes, the later by number second. */
export const isSetBetween = (clockSets: PlacedFixes['clockSets'], a: Fix, b: Fix) =>
  clockSets.some((set) => isOf(b, set) && set.seq > a.seq && set.seq <= b.seq);

/**
 * Whether the time of a fix is sure enough to hold speed or order against its officer: where a clock was set on the way and put right,
 * what was held back may be placed wrongly; what came as it was taken is not.
 */
export const surelyTimed = (clockSets: PlacedFixes['clockSets']) => (fix: Fix) =>
  isWitnessed(fix) || !clockSets.some((set) => isOf(fix, set));

const isOf = (fix: Fix, { handheldId, session }: PlacedFixes['clockSets'][number]) =>
  fix.handheldId === handheldId && fix.session === session;
