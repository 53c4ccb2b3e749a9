import { queryOptions } from '@tanstack/react-query';
import type { Account, SignedIn } from '../../server/contract/accounts/account.ts';
import * as routes from '../../server/contract/routes/people/accounts.ts';
import { call } from './call.ts';
import { queryClient } from './query-client.ts';
import { RequestError } from './request.ts';

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => call(routes.getSite, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<(Account & Partial<SignedIn>) | null> =>
    call(routes.getSession, { signal }).catch((error: unknown) => {
      if (error instanceof RequestError && error.status === 401) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Ends the session here and on the server, and forgets what was seen in it. */
export const signOut = async (): Promise<void> => {
  await call(routes.signOut).catch(() => undefined);
  // Set, not cleared: whoever shows the session must hear that it is over.
  queryClient.setQueryData(sessionQuery.queryKey, null);
  const kept = [sessionQuery, siteQuery].map(({ queryKey }) => queryKey[0]);
  queryClient.removeQueries({
    predicate: ({ queryKey }) => !kept.some((key) => key === queryKey[0]),
  });
};
