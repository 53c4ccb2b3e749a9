import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CaseUnit } from '../../server/contract/cases/figures.ts';
import {
  METRIC_PAGE_MAX,
  type MetricLevel,
  type Period,
} from '../../server/contract/metrics/metrics.ts';
import type { NormRules } from '../../server/contract/norms/norm.ts';
import type { NormRecord } from '../../server/contract/norms/norm-record.ts';
import type { BackTest, BackTestInput } from '../../server/contract/norms/norm-test.ts';
import type { NormInput, NormWithdrawal } from '../../server/contract/people/provision.ts';
import * as caseFigures from '../../server/contract/routes/evaluation/case-figures.ts';
import * as days from '../../server/contract/routes/evaluation/days.ts';
import * as metrics from '../../server/contract/routes/evaluation/metrics.ts';
import * as norms from '../../server/contract/routes/evaluation/norms.ts';
import * as scoring from '../../server/contract/routes/evaluation/scoring.ts';
import * as worthALook from '../../server/contract/routes/evaluation/worth-a-look.ts';
import type {
  SchemeWithdrawal,
  ScoringSchemeInput,
} from '../../server/contract/scoring/schemes.ts';
import type { SchemeTrial, SchemeTrialInput } from '../../server/contract/scoring/trials.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { ByLanguage } from '../../server/contract/words/languages.ts';
import { call } from '../api/call.ts';

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
  queryFn: ({ signal }) => call(metrics.listMetricDefinitions, { signal }),
  staleTime: HOUR_MS,
});

export const caseDefinitionsQuery = queryOptions({
  queryKey: ['case-metric-definitions'],
  queryFn: ({ signal }) => call(caseFigures.listCaseMetricDefinitions, { signal }),
  staleTime: HOUR_MS,
});

export const statusQuery = queryOptions({
  queryKey: ['metric-status'],
  queryFn: ({ signal }) => call(metrics.getMetricStatus, { signal }),
});

/** Page by page; every page is of the edition of the first. */
export const metricsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['metrics', asked],
    queryFn: ({ pageParam, signal }) =>
      call(metrics.queryMetrics, {
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
    queryFn: ({ signal }) => call(days.listDays, { query, signal }).then((reply) => reply.days),
  });

export const schemesQuery = queryOptions({
  queryKey: ['scoring-schemes'],
  queryFn: ({ signal }) => call(scoring.listSchemes, { signal }).then((reply) => reply.schemes),
});

export const scoringPresetsQuery = queryOptions({
  queryKey: ['scoring-presets'],
  queryFn: ({ signal }) =>
    call(scoring.listScoringPresets, { signal }).then((reply) => reply.presets),
  staleTime: HOUR_MS,
});

export const putScheme = (body: ScoringSchemeInput): Promise<{ version: number }> =>
  call(scoring.putScheme, { body });

export const tryScheme = (body: SchemeTrialInput, signal: AbortSignal): Promise<SchemeTrial> =>
  call(scoring.tryScheme, { body, signal });

export const withdrawScheme = (body: SchemeWithdrawal): Promise<unknown> =>
  call(scoring.withdrawScheme, { body });

/** `level`: departments have scores too. */
export const scoresQuery = (
  asked: Omit<Asked, 'level'> & {
    level: CaseUnit;
    scheme: string;
    withoutStar?: number;
  },
) =>
  infiniteQueryOptions({
    queryKey: ['scores', asked],
    queryFn: ({ pageParam, signal }) =>
      call(scoring.getScores, {
        query: { ...asked, limit: METRIC_PAGE_MAX, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const signsQuery = ({ period: _, ...query }: Asked) =>
  queryOptions({
    queryKey: ['formalism', query],
    queryFn: ({ signal }) => call(metrics.getFormalism, { query, signal }),
  });

export const worthALookQuery = queryOptions({
  queryKey: ['worth-a-look'],
  queryFn: ({ signal }) => call(worthALook.getWorthALook, { query: {}, signal }),
});

export const normsQuery = queryOptions({
  queryKey: ['norms'],
  queryFn: ({ signal }) => call(norms.listNorms, { signal }).then((reply) => reply.norms),
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
    call(norms.listNormPresets, { signal }).then((reply) => reply.presets as NormPreset[]),
  staleTime: HOUR_MS,
});

export const tryNorm = (body: BackTestInput, signal: AbortSignal): Promise<BackTest> =>
  call(norms.backTestNorm, { body, signal });
export const publishNorm = (body: NormInput): Promise<{ published: boolean }> =>
  call(norms.publishNorm, { body });
export const withdrawNorm = (body: NormWithdrawal) => call(norms.withdrawNorm, { body });
