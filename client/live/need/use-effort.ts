import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GridEffortRow } from '../../../server/contract/metrics/effort.ts';
import { effortQuery } from '../../api/incidents.ts';
import type { EffortClass } from '../../layers/effort.ts';

/** Those of one class, most expected incidents on unseen ground first. */
export const ofClass = (rows: readonly GridEffortRow[], kind: EffortClass): GridEffortRow[] =>
  rows
    .filter((row) => row.class === kind)
    .sort((a, b) => (b.unseenPerDay ?? 0) - (a.unseenPerDay ?? 0) || a.gridId - b.gridId);

/** Class of each grid that has one; asked for only where wanted. */
export const useEffortClasses = (isOn: boolean): ReadonlyMap<number, EffortClass> => {
  const { data } = useQuery({ ...effortQuery(), enabled: isOn });
  return useMemo(
    () =>
      new Map(
        (data?.grids ?? []).flatMap(({ gridId, class: kind }) =>
          kind === null ? [] : [[gridId, kind] as const],
        ),
      ),
    [data],
  );
};
