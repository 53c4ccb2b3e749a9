import { MARKS, type Mark, type WireFix } from '../../contract/fixes/fix.ts';
import { maskToMarks } from '../../contract/fixes/mark-mask.ts';
import type { Fix } from './fix.ts';

/** A device clock may run ahead of the server by this much before its fixes are marked: an honest clock minutes off must not cost a patrol. */
export const FUTURE_TOLERANCE_MS = 600_000;

/** Reported accuracy beyond which a position says nothing about a patrol, whatever the norm. */
export const USELESS_ACCURACY_M = 500;

/** What of a fix its own marks rest on, as it was sent or as it is kept. */
type Marked = Pick<WireFix | Fix, 't' | 'lng' | 'lat' | 'accuracyM' | 'mock'>;

const RULES: Partial<Record<Mark, (fix: Marked, receivedMs: number) => boolean>> = {
  inaccurate: (fix) => (fix.accuracyM ?? Number.NaN) > USELESS_ACCURACY_M,
  mock: (fix) => fix.mock === true,
  future: (fix, receivedMs) => fix.t > receivedMs + FUTURE_TOLERANCE_MS,
  'null-island': (fix) => Math.abs(fix.lng) < 0.01 && Math.abs(fix.lat) < 0.01,
};

const OWN = Object.entries(RULES).map(
  ([mark, rule]) => [1 << MARKS.indexOf(mark as Mark), rule] as const,
);

/** Marks one fix deserves on its own, as a bit mask; what needs its neighbours is found when the set is judged. */
export function ownMarks(fix: Marked, receivedMs: number): number {
  let mask = 0;
  for (const [bit, rule] of OWN) if (rule(fix, receivedMs)) mask |= bit;
  return mask;
}

/** The same by their names. */
export const markFix = (fix: Marked, receivedMs: number): Mark[] =>
  maskToMarks(ownMarks(fix, receivedMs));
