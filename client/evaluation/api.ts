import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DayRecord } from '../../server/contract/metrics/day.ts';
import type { FormalismAnswer } from '../../server/contract/metrics/formalism.ts';
import {
  METRIC_PAGE_MAX,
  type MetricAnswer,
  type MetricDefinition,
  type MetricLevel,
  type MetricStatus,
  type Period,
} from '../../server/contract/metrics/metrics.ts';
import type {
  ScoreAnswer,
  ScoringPreset,
  ScoringScheme,
  ScoringSchemeInput,
} from '../../server/contract/metrics/scoring.ts';
import type { NormRules } from '../../server/contract/norms/norm.ts';
import type { NormRecord } from '../../server/contract/norms/norm-record.ts';
import type { BackTest, BackTestInput } from '../../server/contract/norms/norm-test.ts';
import type { NormInput } from '../../server/contract/people/provision.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { ByLanguage } from '../../server/contract/words/languages.ts';
import { request } from '../api/request.ts';

/** A question to the metrics. Local days from `from` to before `to`. */
export interface Asked {
  level: MetricLevel;
  period: Period;
  from: string;
  to: string;
  areaId: number | null;
  asOf: number | null;
  /** Only this metric, by id; left out: all. */
  metrics?: string;
}

export const definitionsQuery = queryOptions({
  queryKey: ['metric-definitions'],
  queryFn: ({ signal }) =>
    request<{ version: string; definitions: MetricDefinition[] }>('/metrics/definitions', {
      signal,
    }),
  staleTime: HOUR_MS,
});

export const statusQuery = queryOptions({
  queryKey: ['metric-status'],
  queryFn: ({ signal }) => request<MetricStatus>('/metrics/status', { signal }),
});

/** Page by page; every page is of the edition of the first. */
export const metricsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['metrics', asked],
    queryFn: ({ pageParam, signal }) =>
      request<MetricAnswer>('/metrics/patrols', {
        query: { ...asked, limit: METRIC_PAGE_MAX, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Whose days, at most a quarter of them. */
export const daysQuery = (query: {
  from: string;
  to: string;
  gridId?: number;
  officerId?: number;
}) =>
  queryOptions({
    queryKey: ['days', query],
    queryFn: ({ signal }) =>
      request<{ days: DayRecord[] }>('/days', { query, signal }).then((reply) => reply.days),
  });

export const schemesQuery = queryOptions({
  queryKey: ['scoring-schemes'],
  queryFn: ({ signal }) =>
    request<{ schemes: ScoringScheme[] }>('/scoring-schemes', { signal }).then(
      (reply) => reply.schemes,
    ),
});

export const scoringPresetsQuery = queryOptions({
  queryKey: ['scoring-presets'],
  queryFn: ({ signal }) =>
    request<{ presets: ScoringPreset[] }>('/scoring-schemes/presets', { signal }).then(
      (reply) => reply.presets,
    ),
  staleTime: HOUR_MS,
});

export const putScheme = (body: ScoringSchemeInput): Promise<{ version: number }> =>
  request('/scoring-schemes', { method: 'PUT', body });

export const scoresQuery = (asked: Asked & { scheme: string }) =>
  infiniteQueryOptions({
    queryKey: ['scores', asked],
    queryFn: ({ pageParam, signal }) =>
      request<ScoreAnswer>('/scores', {
        query: { ...asked, limit: METRIC_PAGE_MAX, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const signsQuery = ({ period: _, ...query }: Asked) =>
  queryOptions({
    queryKey: ['formalism', query],
    queryFn: ({ signal }) => request<FormalismAnswer>('/metrics/formalism', { query, signal }),
  });

export const normsQuery = queryOptions({
  queryKey: ['norms'],
  queryFn: ({ signal }) =>
    request<{ norms: NormRecord[] }>('/norms', { signal }).then((reply) => reply.norms),
});

/** Norms of a place, as a start. */
export interface NormPreset {
  place: string;
  name: ByLanguage;
  published: ByLanguage;
  norms: {
    gridType?: NormRecord['gridType'];
    officerCategory?: NormRecord['officerCategory'];
    name: ByLanguage;
    rules: NormRules;
  }[];
}

export const normPresetsQuery = queryOptions({
  queryKey: ['norm-presets'],
  queryFn: ({ signal }) =>
    request<{ presets: NormPreset[] }>('/norms/presets', { signal }).then((reply) => reply.presets),
  staleTime: HOUR_MS,
});

export const tryNorm = (body: BackTestInput): Promise<BackTest> =>
  request('/norms/backtest', { method: 'POST', body });
export const publishNorm = (body: NormInput): Promise<{ published: boolean }> =>
  request('/norms/publish', { method: 'POST', body });
