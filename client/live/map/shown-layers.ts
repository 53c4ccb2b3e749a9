import { useMemo } from 'react';
import { useFleet } from '../fleet/fleet-store.ts';
import { type LayerKey, useView } from './view.ts';

/** From this zoom on, or with no more officers than this, the ways of officers are told apart. */
const TRAILS_ZOOM = 12;
const TRAILS_OFFICERS = 2_000;

/** Whether so many are seen from so far that they are not told apart. */
export const isAfar = (zoom: number, officers: number): boolean =>
  zoom < TRAILS_ZOOM && officers > TRAILS_OFFICERS;

type Shown = Record<LayerKey, boolean>;

/** What is drawn of the layers that are switched on: seen from afar the ways of many officers give place to the cells they are in. */
export const layersDrawn = (shown: Shown, zoom: number, officers: number): Shown =>
  shown.trails && isAfar(zoom, officers) ? { ...shown, trails: false, heat: true } : shown;

/** The same of the live map as it is. */
export const useIsAfar = (): boolean => {
  const isNear = useView((v) => (v.seen?.zoom ?? 0) >= TRAILS_ZOOM);
  const areMany = useFleet((f) => f.order.length > TRAILS_OFFICERS);
  return areMany && !isNear;
};

export const useShownLayers = (): Shown => {
  const shown = useView((v) => v.shown);
  const afar = useIsAfar();
  return useMemo(
    () => layersDrawn(shown, afar ? 0 : TRAILS_ZOOM, afar ? Number.POSITIVE_INFINITY : 0),
    [shown, afar],
  );
};
