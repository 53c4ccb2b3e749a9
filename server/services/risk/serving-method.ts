import type { StandsDown } from '../../contract/risk/forecast.ts';
import { latestStanding } from '../../db/risk/forecast-standing.ts';
import type { Db } from '../../db/store/open.ts';
import { SERVED } from '../../domain/forecast-service/methods.ts';

/** Which method serves in an area. */
export interface ServingMethod {
  /** Area whose forecasts decide; null: neither this one nor any above has some. */
  areaId: number | null;
  serving: string;
  standsDown: StandsDown | null;
}

/** The method in service in an area at a moment (Unix ms), as had been decided by then; where nothing was, the one meant to serve. */
export async function servingMethod(db: Db, areaId: number, atMs: number): Promise<ServingMethod> {
  const standing = await latestStanding(db, areaId, atMs);
  return {
    areaId: standing?.areaId ?? null,
    serving: standing?.serving ?? SERVED,
    standsDown: standing?.standsDown ? { method: SERVED, since: standing.since! } : null,
  };
}
