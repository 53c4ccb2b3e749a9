import type { Mark, WireFix } from '../../contract/fixes/fix.ts';

/** A device clock may run ahead of the server by this much before its fixes are marked: an honest clock minutes off must not cost a patrol. */
export const FUTURE_TOLERANCE_MS = 600_000;

/** Reported accuracy beyond which a position says nothing about a patrol, whatever the norm. */
export const USELESS_ACCURACY_M = 500;

const RULES: Partial<Record<Mark, (fix: WireFix, receivedMs: number) => boolean>> = {
  inaccurate: (fix) => (fix.accuracyM ?? 0) > USELESS_ACCURACY_M,
  mock: (fix) => fix.mock === true,
  future: (fix, receivedMs) => fix.t > receivedMs + FUTURE_TOLERANCE_MS,
  'null-island': (fix) => Math.abs(fix.lng) < 0.01 && Math.abs(fix.lat) < 0.01,
};

/** Marks one fix deserves on its own; what needs its neighbours is found when the set is judged. */
export function markFix(fix: WireFix, receivedMs: number): Mark[] {
  return (Object.keys(RULES) as Mark[]).filter((mark) => RULES[mark]!(fix, receivedMs));
}
