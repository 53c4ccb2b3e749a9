import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Assigned } from '../../server/contract/people/assignment.ts';
import { areasQuery } from '../api/areas.ts';
import { gridNames, useGridName } from '../parts/use-grid-name.ts';
import { everyOfficerQuery } from './api.ts';

/** To whom or what may be assigned, found by name or code: officers of a handheld, grids of an officer. */
export const useChoices = (kind: Assigned): { value: string; label: string; name: string }[] => {
  const officers = useQuery({ ...everyOfficerQuery, enabled: kind === 'handheld' }).data;
  const areas = useQuery(areasQuery).data;
  const gridName = useGridName();
  return useMemo(() => {
    if (kind === 'handheld')
      return (officers ?? []).map(({ code, gridId, name }) => ({
        value: code,
        name,
        label: [name, code, gridName(gridId, '')].filter(Boolean).join(' · '),
      }));
    const names = gridNames(areas ?? []);
    return (areas ?? [])
      .filter(({ level }) => level === 'grid')
      .map(({ code, id, name }) => ({
        value: code,
        name: names.get(id) ?? name,
        label: `${names.get(id)} · ${code}`,
      }));
  }, [areas, gridName, kind, officers]);
};
