import { inDatum } from '../../../server/contract/areas/datum.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import type { Patrol } from '../queue/records.ts';
import { seenOnStep } from './coverage.ts';
import type { Place } from './sampling.ts';
import { isOutside } from './standing.ts';

/**
 * A patrol after one more fix, in the handheld's datum: what was seen, and the time that counts. That is between two fixes inside the grid, not
 * farther apart than the norm lets stand; what the server judges by, without its care for accuracy, standing about and vehicles.
 */
export function stepOn(patrol: Patrol, fix: Place, duty: OwnDuty | undefined): Patrol {
  const to = inDatum(fix, duty?.datum ?? 'wgs84', 'wgs84');
  const { at = fix.t, countedMs = 0, seen, way } = patrol;
  const from = way.at(-1) ?? to;
  const step = { from, to, swathM: duty?.rules.swathM ?? 0 };
  const also = seenOnStep(duty?.grid?.cells ?? [], step);
  const tookMs = fix.t - at;
  const counts =
    duty !== undefined &&
    tookMs > 0 &&
    tookMs <= duty.rules.maxGapS * 1000 &&
    !isOutside(from, duty) &&
    !isOutside(to, duty);
  return {
    ...patrol,
    at: fix.t,
    countedMs: countedMs + (counts ? tookMs : 0),
    seen: [...new Set([...seen, ...also])],
    way: [...way, to],
  };
}
