import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Area } from '../../server/contract/areas/area.ts';
import { areasQuery } from '../api/areas.ts';

/** Names of grids with the village before them where the grid's own name does not say it: most are only numbered. */
export const gridNames = (areas: readonly Area[]): Map<number, string> => {
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  return new Map(
    areas
      .filter(({ level }) => level === 'grid')
      .map(({ id, name, parentId }) => {
        const parent = parentId === null ? undefined : names.get(parentId);
        return [id, parent && !name.startsWith(parent) ? `${parent} ${name}` : name];
      }),
  );
};

/** A grid's full name by its id; the name given where the grid is not among today's areas. */
export const useGridName = (): ((gridId: number | null, otherwise?: string) => string) => {
  const { data } = useQuery(areasQuery);
  const names = useMemo(() => gridNames(data ?? []), [data]);
  return useCallback(
    (gridId, otherwise = '\u2014') =>
      (gridId === null ? undefined : names.get(gridId)) ?? otherwise,
    [names],
  );
};
