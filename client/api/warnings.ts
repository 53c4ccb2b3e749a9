import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/analysis/warnings.ts';
import type {
  Warning,
  WarningLevel,
  WarningState,
  WarningVerdict,
} from '../../server/contract/warnings/warning.ts';
import { call } from './call.ts';

/** What a list of warnings is narrowed to; times are ISO 8601. */
export interface WarningFilter {
  areaId?: number;
  states?: readonly WarningState[];
  levels?: readonly WarningLevel[];
  category?: string;
  from?: string;
  to?: string;
}

const PAGE = 200;

export const warningsQuery = ({ states, levels, ...filter }: WarningFilter) =>
  infiniteQueryOptions({
    queryKey: ['warnings', { states, levels, ...filter }],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listWarnings, {
        query: {
          ...filter,
          state: states?.join(','),
          level: levels?.join(','),
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const warningQuery = (id: number) =>
  queryOptions({
    queryKey: ['warning', id],
    queryFn: ({ signal }) => call(routes.getWarning, { params: { id }, signal }),
  });

/** Warnings a month of an area and of each right below it. */
export const warningRatesQuery = (filter: { areaId?: number; from?: string; to?: string }) =>
  queryOptions({
    queryKey: ['warning-rates', filter],
    queryFn: ({ signal }) =>
      call(routes.getWarningRates, { query: filter, signal }).then((reply) => reply.rates),
  });

const OPEN_STEPS = { acknowledge: routes.acknowledgeWarning, take: routes.takeWarning };

/** A step of a person; closing takes a verdict. Throws RequestError `wrong-state` where its state does not allow it. */
export const stepWarning = (
  id: number,
  step:
    | { step: 'acknowledge' | 'take'; comment?: string }
    | { step: 'close'; verdict: WarningVerdict; comment?: string },
): Promise<Warning> => {
  const params = { id };
  if (step.step === 'close') {
    const { step: _, ...body } = step;
    return call(routes.closeWarning, { params, body });
  }
  const { step: name, ...body } = step;
  return call(OPEN_STEPS[name], { params, body });
};
