import { useEffect, useState } from 'react';
import { useLive } from '../live/stream/store.ts';

/** Server time, Unix ms, told anew every `everyMs`. */
export const useNow = (everyMs: number): number => {
  const serverAheadMs = useLive((s) => s.serverAheadMs);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs + serverAheadMs;
};
