import { queryOptions } from '@tanstack/react-query';
import type { Leave, LeaveInput } from '../../../server/contract/metrics/day.ts';
import type { Pair, PairInput, PairKey } from '../../../server/contract/people/pair.ts';
import { request } from '../../api/request.ts';
import type { Span } from '../periods.ts';

export const leaveQuery = (span: Span) =>
  queryOptions({
    queryKey: ['leave', span],
    queryFn: ({ signal }) =>
      request<{ leave: Leave[] }>('/leave', { query: { ...span }, signal }).then(
        (reply) => reply.leave,
      ),
  });

/** Leave of an officer's first day is one: put again it is changed, with `lastDay` null it is taken back. */
export const putLeave = (body: LeaveInput): Promise<void> =>
  request('/leave', { method: 'PUT', body });

export const pairsQuery = (span: Span) =>
  queryOptions({
    queryKey: ['pairs', span],
    queryFn: ({ signal }) =>
      request<{ pairs: Pair[] }>('/pairs', { query: { ...span }, signal }).then(
        (reply) => reply.pairs,
      ),
  });

export const putPair = (body: PairInput): Promise<void> =>
  request('/pairs', { method: 'PUT', body });
export const dropPair = ({ officerId, partnerId, firstDay }: PairKey): Promise<void> =>
  request('/pairs', { method: 'DELETE', query: { officerId, partnerId, firstDay } });
