import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MetricLevel } from '../../server/contract/metrics/metrics.ts';
import { areasQuery } from '../api/areas.ts';
import { officersQuery } from '../api/people.ts';
import { gridNames } from '../parts/use-grid-name.ts';

/** Names of officers or areas by id; the code of those who are not on record today. */
export const useUnitName = (): ((level: MetricLevel, id: number, code: string) => string) => {
  const { data: areas } = useQuery(areasQuery);
  const { data: officers } = useQuery(officersQuery);
  const names = useMemo(
    () => ({
      officer: new Map(officers?.map(({ id, name }) => [id, name])),
      area: new Map([
        ...(areas ?? []).map(({ id, name }) => [id, name] as const),
        ...gridNames(areas ?? []),
      ]),
    }),
    [areas, officers],
  );
  return (level, id, code) => names[level === 'officer' ? 'officer' : 'area'].get(id) ?? code;
};
