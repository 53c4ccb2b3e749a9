import { queryOptions } from '@tanstack/react-query';
import type { LeaveInput } from '../../../server/contract/metrics/day.ts';
import type { PairInput, PairKey } from '../../../server/contract/people/pair.ts';
import * as days from '../../../server/contract/routes/evaluation/days.ts';
import * as people from '../../../server/contract/routes/people/people.ts';
import { call } from '../../api/call.ts';
import type { Span } from '../periods.ts';

export const leaveQuery = (span: Span) =>
  queryOptions({
    queryKey: ['leave', span],
    queryFn: ({ signal }) =>
      call(days.listLeave, { query: { ...span }, signal }).then((reply) => reply.leave),
  });

/** Leave of an officer's first day is one: put again it is changed, with `lastDay` null it is taken back. */
export const putLeave = (body: LeaveInput): Promise<void> => call(days.putLeave, { body });

export const pairsQuery = (span: Span) =>
  queryOptions({
    queryKey: ['pairs', span],
    queryFn: ({ signal }) =>
      call(people.listPairs, { query: { ...span }, signal }).then((reply) => reply.pairs),
  });

export const putPair = (body: PairInput): Promise<void> => call(people.putPair, { body });
export const dropPair = ({ officerId, partnerId, firstDay }: PairKey): Promise<void> =>
  call(people.dropPair, { query: { officerId, partnerId, firstDay } });
