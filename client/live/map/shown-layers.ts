import { useMemo } from 'react';
import { useFleet } from '../fleet/fleet-store.ts';
import { type LayerKey, useView } from './view.ts';

/** From this zoom on, or with no more officers than this, the ways of officers are told apart. */
const TRAILS_ZOOM = 12;
const TRAILS_OFFICERS = 2_000;

type Shown = Record<LayerKey, boolean>;

/** What is drawn of the layers that are switched on: seen from afar the ways of many officers give place to the cells they are in. */
export const layersDrawn = (shown: Shown, zoom: number, officers: number): Shown =>
  shown.trails && zoom < TRAILS_ZOOM && officers > TRAILS_OFFICERS
    ? { ...shown, trails: false, heat: true }
    : shown;

export const useShownLayers = (): Shown => {
  const shown = useView((v) => v.shown);
  const isNear = useView((v) => (v.seen?.zoom ?? 0) >= TRAILS_ZOOM);
  const areMany = useFleet((f) => f.order.length > TRAILS_OFFICERS);
  return useMemo(
    () => layersDrawn(shown, isNear ? TRAILS_ZOOM : 0, areMany ? Number.POSITIVE_INFINITY : 0),
    [shown, isNear, areMany],
  );
};
