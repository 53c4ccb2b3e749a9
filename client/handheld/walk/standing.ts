import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { readCode } from '../../../server/contract/checkpoints/code.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import type { NormRules } from '../../../server/contract/norms/norm.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { formatAt } from '../../format.ts';
import { isInside } from '../../geo/in-polygon.ts';
import { distanceM } from '../../geo/plane.ts';
import type { Patrol, Scanned } from '../queue/records.ts';

/** Whether a checkpoint was passed: nearer than its radius at a place of the way. */
const isPassed = (
  way: readonly LngLat[],
  { position, radiusM }: NormRules['checkpoints'][number],
) => way.some((place) => distanceM(place, position) <= radiusM);

/** Whether a code of a checkpoint was scanned during a patrol, as far as the phone can tell: by the number it tells, until the server answers. */
const isScanned = (
  { confirmedBy, id }: NormRules['checkpoints'][number],
  {
    codes,
    scans,
    startedAt,
  }: { codes: OwnDuty['codes']; scans: readonly Scanned[]; startedAt: number },
): boolean =>
  scans.some(({ answer, code, t }) => {
    if (t < startedAt) return false;
    if (answer) return answer.outcome === 'confirmed' && answer.checkpoint?.id === id;
    const number = readCode(code)?.number;
    return (
      confirmedBy !== 'day-code' &&
      codes.some((one) => one.number === number && one.checkpointId === id)
    );
  });

/** Whether a checkpoint still waits for its visit. */
export const isLeft = (
  checkpoint: NormRules['checkpoints'][number],
  walked: {
    way: readonly LngLat[];
    codes: OwnDuty['codes'];
    scans: readonly Scanned[];
    startedAt: number;
  },
): boolean =>
  (checkpoint.confirmedBy !== undefined || !isPassed(walked.way, checkpoint)) &&
  !isScanned(checkpoint, walked);

/** How a patrol stands against the norm, as far as the phone can tell; the server judges. */
export function standingOf(patrol: Patrol, duty: OwnDuty) {
  const { grid, rules } = duty;
  const minutes = Math.floor((patrol.countedMs ?? 0) / MINUTE_MS);
  const cells = grid?.cells.length ?? 0;
  return {
    minutes,
    minutesLeft: Math.max(0, Math.ceil(rules.minutesPerPatrol - minutes)),
    seen: patrol.seen.length,
    cells,
    cellsRequired: Math.ceil(cells * rules.coveragePerPatrol),
  };
}

/** Unix ms at which the window that holds `t` ends; null where no window does. */
export function windowEnd(t: number, { windows }: NormRules, timeZone: string): number | null {
  const clock = formatAt(t, timeZone, 'HH:mm');
  const open = windows.find(({ from, to }) => from <= clock && clock < to);
  if (!open) return null;
  const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return t + (minutesOf(open.to) - minutesOf(clock)) * MINUTE_MS;
}

/** The same of a patrol, which has its beginning by the phone's clock; `aheadMs`: how far that is ahead of the server's, which the end is told by. */
export const windowEndOf = (
  { startedAt }: Pick<Patrol, 'startedAt'>,
  { grid, rules }: Pick<OwnDuty, 'grid' | 'rules'>,
  aheadMs: number,
): number | null => windowEnd(startedAt - aheadMs, rules, grid?.timeZone ?? 'UTC');

export const isOutside = (place: LngLat | null, { grid }: OwnDuty): boolean =>
  place !== null && grid !== null && !isInside(place, grid.geometry);
