import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { areasQuery } from '../api/areas.ts';

/** The name of an area by its id; the id itself until areas are loaded. */
export const useAreaName = (): ((id: number) => string) => {
  const { data } = useQuery(areasQuery);
  const names = useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
  return useCallback((id) => names.get(id) ?? String(id), [names]);
};
