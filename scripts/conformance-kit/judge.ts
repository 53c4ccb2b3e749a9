import { Value } from 'typebox/value';
import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { NormRules } from '../../server/contract/norms/norm.ts';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { type GridGeometry, gridGeometry } from '../../server/domain/geo/grid-geometry.ts';
import { placeByClock } from '../../server/domain/verification/clock/place-by-clock.ts';
import { comparedTrack } from '../../server/domain/verification/integrity/compared-track.ts';
import { MARGINS, type MarginSignal } from '../../server/domain/verification/integrity/margins.ts';
import {
  isNear,
  placesAround,
  placesOf,
} from '../../server/domain/verification/integrity/places.ts';
import { contextOf, judgePatrol } from '../../server/domain/verification/judge-patrol.ts';
import { measurePatrol } from '../../server/domain/verification/measure-patrol.ts';
import type { PatrolInput } from '../../server/domain/verification/patrol-input.ts';
import type { LabelledPatrol } from './patrols.ts';

/** The norm a place begins with: two hours, half the cells. */
const RULES = Value.Create(NormRules);

const ready = new WeakMap<MultiPolygon, GridGeometry>();

/** A grid made ready for judging, once. */
export function readyGrid(polygon: MultiPolygon): GridGeometry {
  const geometry = ready.get(polygon) ?? gridGeometry({ polygon }, RULES.swathM);
  ready.set(polygon, geometry);
  return geometry;
}

/** What a judge looks at of a patrol, whatever its truth. */
type Judged = Pick<LabelledPatrol, 'startMs' | 'endMs' | 'fixes' | 'history' | 'others'> & {
  grid: Pick<LabelledPatrol['grid'], 'geometry'>;
};

/** What a judge is asked about a patrol of the kit: under the default norm, compared with whom the service would find near. */
const inputOf = (patrol: Judged): PatrolInput => ({
  patrol: { startMs: patrol.startMs, endMs: patrol.endMs },
  fixes: patrol.fixes,
  grid: { version: 1, polygon: patrol.grid.geometry },
  geometry: readyGrid(patrol.grid.geometry),
  norm: { version: 1, rules: RULES },
  timeZone: 'Asia/Shanghai',
  history: patrol.history.map(comparedTrack),
  others: companyOf(patrol),
});

export const judgeLabelled = (patrol: Judged): Verdict => judgePatrol(inputOf(patrol));

/** How near a patrol comes to each strong signal. */
export function marginsOf(patrol: Judged): Record<MarginSignal, number> {
  const input = inputOf(patrol);
  const context = contextOf(input, measurePatrol(input));
  const margins = Object.entries(MARGINS).map(([code, margin]) => [code, margin(context)]);
  return Object.fromEntries(margins) as Record<MarginSignal, number>;
}

/** Of everybody out, those the service finds near in space and time. */
function companyOf({ fixes, others }: Judged) {
  const trackOf = (told: Fix[]) => comparedTrack(placeByClock(told).fixes);
  const around = new Set(placesAround(trackOf(fixes)));
  return others.map(trackOf).filter((track) => isNear(around, placesOf(track)));
}
