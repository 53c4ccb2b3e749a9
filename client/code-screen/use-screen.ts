import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readCheckpointScreen } from '../../server/contract/routes/evaluation/checkpoint-codes.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { call } from '../api/call.ts';

/** How often codes are asked for, so that renewed ones end here soon; and how often where nobody answers. */
const ASK_MS = 5 * MINUTE_MS;
const ASK_AGAIN_MS = 15_000;

/** What the screen shows, and the server's clock: from its last answer on it is counted, since a tablet's own clock may be anywhere. */
export function useScreen(token: string) {
  const { data, dataUpdatedAt, error, isLoadingError, refetch } = useQuery({
    queryKey: ['code-screen', token],
    queryFn: async () => {
      const screen = await call(readCheckpointScreen, { body: { token } });
      return { ...screen, heardAt: performance.now() };
    },
    refetchInterval: ({ state }) => (state.status === 'error' ? ASK_AGAIN_MS : ASK_MS),
    refetchIntervalInBackground: true,
  });
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), 1000);
    // A tablet that slept does not know for how long.
    const look = () => document.visibilityState === 'visible' && void refetch();
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refetch]);
  const nowMs = data ? data.nowMs + performance.now() - data.heardAt : null;
  return { screen: data, nowMs, error, isLoadingError, heardMs: dataUpdatedAt, refetch };
}
