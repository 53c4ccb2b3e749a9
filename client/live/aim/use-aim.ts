import { useEffect } from 'react';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import type { MapHandle } from '../../map.tsx';
import { useView } from '../map/view.ts';
import { useWhereabouts } from './use-whereabouts.ts';

/** Flies the map to what somebody looked for, once there is a map and it is known where that is. */
export function useAim(map: MapHandle | null, outlines: Outlines | null): void {
  const selection = useView((v) => v.selection);
  const isAimed = useView((v) => v.isAimed);
  const where = useWhereabouts(isAimed ? selection : null, outlines);
  useEffect(() => {
    if (!map || !where) return;
    if ('place' in where) map.goTo(where.place, where.zoom);
    else map.fit(where.bounds);
    useView.setState({ isAimed: false });
  }, [map, where]);
}
