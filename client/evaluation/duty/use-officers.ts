import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { officersQuery } from '../../api/people.ts';
import { useGridName } from '../../parts/use-grid-name.ts';

/** Today's officers to choose from, and whom an id means; one who holds no grid any more is told by the id. */
export const useOfficers = () => {
  const { data } = useQuery(officersQuery);
  const gridName = useGridName();
  return useMemo(() => {
    const officers = data ?? [];
    const known = new Map(officers.map((officer) => [officer.id, officer]));
    return {
      options: officers.map(({ id, name, code, gridId }) => ({
        value: id,
        label: `${name} · ${gridName(gridId, code)}`,
      })),
      whoIs: (id: number) => ({
        name: known.get(id)?.name ?? `#${id}`,
        grid: gridName(known.get(id)?.gridId ?? null),
      }),
    };
  }, [data, gridName]);
};
