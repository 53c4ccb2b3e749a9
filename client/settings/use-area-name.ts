import { useQuery } from '@tanstack/react-query';
import { areasQuery } from '../api/areas.ts';

/** The name of an area by its id; the id itself until areas are loaded. */
export const useAreaName = (): ((id: number) => string) => {
  const { data = [] } = useQuery(areasQuery);
  return (id) => data.find((area) => area.id === id)?.name ?? String(id);
};
