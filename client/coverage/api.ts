import { queryOptions } from '@tanstack/react-query';
import * as metrics from '../../server/contract/routes/evaluation/metrics.ts';
import * as areas from '../../server/contract/routes/people/areas.ts';
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
    queryFn: ({ signal }) => call(metrics.getCoverageHours, { query, signal }),
    staleTime: HOUR_MS / 12,
  });

export const effortOfQuery = (query: Asked) =>
  queryOptions({
    queryKey: ['effort', query],
    queryFn: ({ signal }) => call(metrics.getEffort, { query, signal }),
    staleTime: HOUR_MS / 4,
  });

/** Cells as of a moment (Unix ms). */
export const stalenessAtQuery = (id: number, at: number) =>
  queryOptions({
    queryKey: ['staleness', id, at],
    queryFn: ({ signal }) =>
      call(areas.getStaleness, { params: { id }, query: { at: String(at) }, signal }),
    staleTime: HOUR_MS / 12,
  });
