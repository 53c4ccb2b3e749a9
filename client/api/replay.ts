import { queryOptions } from '@tanstack/react-query';
import { listIncidents } from '../../server/contract/routes/analysis/incidents.ts';
import { listWarnings } from '../../server/contract/routes/analysis/warnings.ts';
import { listAlerts } from '../../server/contract/routes/field/alerts.ts';
import { getTracks } from '../../server/contract/routes/field/fixes.ts';
import { call } from './call.ts';
import { INCIDENTS_MAX } from './incidents.ts';

/** Alerts, and warnings, of a period that a replay shows at most. */
export const EVENTS_MAX = 500;
const span = (fromMs: number, toMs: number) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});
/** The past stays: nothing is asked for twice, and no look put on record twice. */
const ONCE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

/** Where everybody of an area was, or who came near a place. A look that is on record for each. */
export const tracksQuery = (asked: {
  areaId: number;
  fromMs: number;
  toMs: number;
  near: { lng: number; lat: number; withinM: number } | null;
}) =>
  queryOptions({
    queryKey: ['tracks', asked],
    queryFn: ({ signal }) =>
      call(getTracks, {
        params: { id: asked.areaId },
        query: { ...span(asked.fromMs, asked.toMs), ...asked.near },
        signal,
      }),
    ...ONCE,
  });

export const incidentsBetween = (fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ['incidents', 'between', fromMs, toMs],
    queryFn: ({ signal }) =>
      call(listIncidents, {
        query: { ...span(fromMs, toMs), limit: INCIDENTS_MAX },
        signal,
      }).then((reply) => reply.incidents),
    ...ONCE,
  });

export const alertsOf = (fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ['alerts', 'between', fromMs, toMs],
    queryFn: ({ signal }) =>
      call(listAlerts, { query: { ...span(fromMs, toMs), limit: EVENTS_MAX }, signal }).then(
        (reply) => reply.alerts,
      ),
    ...ONCE,
  });

export const warningsBetween = (fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ['warnings', 'between', fromMs, toMs],
    queryFn: ({ signal }) =>
      call(listWarnings, { query: { ...span(fromMs, toMs), limit: EVENTS_MAX }, signal }).then(
        (reply) => reply.warnings,
      ),
    ...ONCE,
  });
