import { QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestError } from './request.ts';

const statusOf = (error: unknown): number | null =>
  error instanceof RequestError ? error.status : null;

/** What is no more, or nobody may see any more. */
const GONE: ReadonlySet<number | null> = new Set([403, 404]);

/**
 * One cache for the page. A 401 anywhere ends the session here too, which brings the sign-in page back. What was shown stays where asking
 * again fails, unless the server says that it is gone; pages tell by `isLoadingError` that there is nothing to show.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (error instanceof RequestError && error.code === 'not-signed-in') endSession('ended');
      else if (GONE.has(statusOf(error))) query.setState({ data: undefined, dataUpdatedAt: 0 });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A browser that believes to be offline would wait without a word; the server may be on this very machine.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => {
        const status = statusOf(error);
        return status !== null && (status === 0 || status >= 500) && failures < 1;
      },
    },
    mutations: { networkMode: 'always' },
  },
});

/** Why nobody is signed in any more, where they did not sign out: it was ended elsewhere, or nobody touched the console. */
export type SessionOver = 'ended' | 'idle' | null;

/** What outlives a session: whose it was is nobody else's business. */
const KEPT: ReadonlySet<unknown> = new Set(['session', 'session-over', 'site']);

/** The session is over here: what was seen in it is forgotten. */
export const endSession = (why: SessionOver): void => {
  if (why === null || queryClient.getQueryData(['session']))
    queryClient.setQueryData(['session-over'], why);
  // Set, not cleared: whoever shows the session must hear that it is over.
  queryClient.setQueryData(['session'], null);
  queryClient.removeQueries({ predicate: ({ queryKey }) => !KEPT.has(queryKey[0]) });
};

/** Asks again for what could not be had, once the server is heard again. */
export const askFailedAgain = (): void =>
  void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
