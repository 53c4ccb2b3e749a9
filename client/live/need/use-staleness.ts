import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Staleness } from '../../../server/contract/areas/staleness.ts';
import type { Box } from '../../../server/contract/console/heat.ts';
import { areasQuery, stalenessQuery } from '../../api/areas.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { type Bounds, geometryBounds } from '../../layers/bounds.ts';
import { useStaleCount } from './stale-count.ts';
import { blocksOf, type StaleCell, staleCells } from './staleness.ts';

/** Below this a cell is smaller than a few pixels. */
export const STALE_ZOOM = 13;
/** Blocks drawn at once, those nearest to the middle of the map. */
const BLOCKS_MAX = 4;

const touches = ([[w, s], [e, n]]: Bounds, { west, south, east, north }: Box): boolean =>
  w < east && e > west && s < north && n > south;

const fromMiddle = ([[w, s], [e, n]]: Bounds, { west, south, east, north }: Box): number =>
  Math.hypot((w + e - west - east) / 2, (s + n - south - north) / 2);

/** Outside the hook: the same function each time is called only when an answer changed. */
const allCells = (replies: readonly { data: Staleness | undefined }[]): StaleCell[] =>
  staleCells(replies.flatMap(({ data }) => (data ? [data] : [])));

/** When each cell in view was last seen, while the layer is on and the map is near enough. */
export const useStaleness = (
  isOn: boolean,
  outlines: Outlines,
  seen: (Box & { zoom: number }) | null,
): StaleCell[] => {
  const { data: areas } = useQuery(areasQuery);
  const blocks = useMemo(
    () =>
      blocksOf(areas ?? []).flatMap(({ id, level }) => {
        const own = outlines[level]?.features.find((f) => f.properties.id === id);
        const bounds = own && geometryBounds([own.geometry]);
        return bounds ? [{ id, bounds }] : [];
      }),
    [areas, outlines],
  );
  const wanted =
    isOn && seen && seen.zoom >= STALE_ZOOM
      ? blocks
          .filter(({ bounds }) => touches(bounds, seen))
          .sort((a, b) => fromMiddle(a.bounds, seen) - fromMiddle(b.bounds, seen))
          .slice(0, BLOCKS_MAX)
      : [];
  const cells = useQueries({
    queries: wanted.map(({ id }) => stalenessQuery(id)),
    combine: allCells,
  });
  useEffect(() => useStaleCount.setState({ count: cells.length }), [cells]);
  return cells;
};
