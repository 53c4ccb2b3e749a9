import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';
import type { CellRisk } from '../../contract/risk/risk.ts';
import { cellsOf, gridGeometry } from '../../domain/geo/grid-geometry.ts';
import { toLat, toLng } from '../../domain/geo/local-frame.ts';
import { riskShareOf, seenInOrder } from '../../domain/suggested-patrol/ground.ts';
import { spreadRisk } from '../../domain/suggested-patrol/spread-risk.ts';
import { suggestPatrol } from '../../domain/suggested-patrol/suggest.ts';

export interface PlanWork {
  polygon: MultiPolygon;
  swathM: number;
  minutes: number;
  risk: CellRisk['cells'];
  /** Cells somebody saw, where what was walked is to be set beside; null where it is not judged yet. */
  walked: readonly string[] | null;
}

export interface Plan {
  resolution: number;
  path: LngLat[];
  lengthM: number;
  cells: string[];
  riskShare: number;
  comb: { riskShare: number; minutes: number };
  walkedShare: number | null;
}

/** Lays one patrol in a worker thread. */
export default function planPatrol({ polygon, swathM, minutes, risk, walked }: PlanWork): Plan {
  const geometry = gridGeometry({ polygon }, swathM);
  const cells = cellsOf(geometry);
  const spread = spreadRisk(cells, risk);
  const { route, combRiskShare, combMinutes } = suggestPatrol(geometry, spread, minutes);
  return {
    resolution: geometry.resolution,
    path: route.path.map(({ x, y }) => ({
      lng: toLng(geometry.frame, x),
      lat: toLat(geometry.frame, y),
    })),
    lengthM: Math.round(route.lengthM),
    cells: seenInOrder(geometry, route.path).map((cell) => geometry.cellIds[cell]!),
    riskShare: route.riskShare,
    comb: { riskShare: combRiskShare, minutes: Math.round(combMinutes) },
    walkedShare: walked && riskShareOf(cells, spread, walked),
  };
}
