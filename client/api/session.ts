import { queryOptions } from '@tanstack/react-query';
import type { Account, SignedIn } from '../../server/contract/accounts/account.ts';
import * as routes from '../../server/contract/routes/people/accounts.ts';
import { call } from './call.ts';
import { endSession, type SessionOver } from './query-client.ts';
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
      if (error instanceof RequestError && error.status === 401) {
        endSession('ended');
        return null;
      }
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const sessionOverQuery = queryOptions({
  queryKey: ['session-over'],
  queryFn: (): SessionOver => null,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Ends the session here and on the server. */
export const signOut = async (why: SessionOver = null): Promise<void> => {
  await call(routes.signOut).catch(() => undefined);
  endSession(why);
};
