import { QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestError } from './request.ts';

const isSignedOut = (error: unknown): boolean =>
  error instanceof RequestError && error.code === 'not-signed-in';

/** One cache for the page. A 401 anywhere ends the session here too, which brings the sign-in page back. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isSignedOut(error)) queryClient.setQueryData(['session'], null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        error instanceof RequestError && (error.status === 0 || error.status >= 500)
          ? failures < 1
          : false,
    },
  },
});
