import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/analysis/incidents.ts';
import { getEffort } from '../../server/contract/routes/evaluation/metrics.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { addressOfRoute, call } from './call.ts';

/** Most incidents the server gives at once; the newest. */
export const INCIDENTS_MAX = 20_000;

/** Incidents since `fromMs`, Unix ms, newest first. */
export const incidentsQuery = (fromMs: number) =>
  queryOptions({
    queryKey: ['incidents', fromMs],
    queryFn: ({ signal }) =>
      call(routes.listIncidents, {
        query: { from: new Date(fromMs).toISOString(), limit: INCIDENTS_MAX },
        signal,
      }).then((reply) => reply.incidents),
  });

/** Incidents that began in [fromMs, toMs), by columns, newest first; null: of the account's whole area. */
export const incidentColumnsQuery = (asked: {
  fromMs: number;
  toMs: number;
  areaId: number | null;
}) =>
  queryOptions({
    queryKey: ['incidents', 'columns', asked],
    queryFn: ({ signal }) =>
      call(routes.listIncidentColumns, {
        query: { from: String(asked.fromMs), to: String(asked.toMs), areaId: asked.areaId },
        signal,
      }),
    staleTime: MINUTE_MS,
  });

/** Incidents an officer found since `fromMs`, Unix ms, newest first. */
export const foundByQuery = (officerId: number, fromMs: number) =>
  queryOptions({
    queryKey: ['incidents', 'found-by', officerId, fromMs],
    queryFn: ({ signal }) =>
      call(routes.listFoundBy, {
        params: { id: officerId },
        query: { from: new Date(fromMs).toISOString() },
        signal,
      }).then((reply) => reply.incidents),
  });

/** What an incident is and was. */
export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incidents', 'one', id],
    queryFn: ({ signal }) => call(routes.getIncident, { params: { id }, signal }),
  });

/** What its finder said and showed of an incident. */
export const foundQuery = (id: string) =>
  queryOptions({
    queryKey: ['incidents', 'found', id],
    queryFn: ({ signal }) => call(routes.getFound, { params: { id }, signal }),
  });

/** Where a photo of an incident is. */
export const photoAddress = (id: string, photo: string): string =>
  addressOfRoute(routes.getIncidentPhoto, { params: { id, photo } });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) =>
    call(routes.listIncidentCategories, { signal }).then((reply) => reply.categories),
  staleTime: HOUR_MS,
});

/** Patrol hours against reported incidents by grid: of the account's area and the last four weeks unless told. */
export const effortQuery = (query: { areaId?: number; from?: string; to?: string } = {}) =>
  queryOptions({
    queryKey: ['effort', query],
    queryFn: ({ signal }) => call(getEffort, { query, signal }),
    staleTime: HOUR_MS / 4,
  });
