import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AccessEntry } from '../../server/contract/access/access-log.ts';
import { listAccess, takeBackAct } from '../../server/contract/routes/people/access-log.ts';
import { addressOfRoute, call } from '../api/call.ts';

const PAGE = 100;

/** What is asked for: texts are contained, the rest is meant. Moments ISO; null: any. */
export interface AuditFilter {
  kind: AccessEntry['kind'] | null;
  by: string | null;
  act: string | null;
  text: string | null;
  from: string | null;
  to: string | null;
}

export const ANY: AuditFilter = {
  kind: null,
  by: null,
  act: null,
  text: null,
  from: null,
  to: null,
};

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam: cursor, signal }) =>
      call(listAccess, { query: { ...filter, cursor, limit: PAGE }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });

/** The same as a file. */
export const auditFile = (filter: AuditFilter): string =>
  addressOfRoute(listAccess, { query: { ...filter, format: 'csv' } });

export const takeBack = (id: number) => call(takeBackAct, { params: { id } });
