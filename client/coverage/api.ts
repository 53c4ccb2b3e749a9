import { queryOptions } from '@tanstack/react-query';
import { getCoverageHours } from '../../server/contract/routes/evaluation/metrics.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { call } from '../api/call.ts';

/** Local days from `from` to before `to`, of an area. */
export interface Asked {
  areaId: number;
  from: string;
  to: string;
}

export const hoursQuery = (query: Asked) =>
  queryOptions({
    queryKey: ['coverage-hours', query],
    queryFn: ({ signal }) => call(getCoverageHours, { query, signal }),
    staleTime: HOUR_MS / 12,
  });
