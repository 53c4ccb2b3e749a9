import { useEffect, useState } from 'react';

/** This machine's time, Unix ms, told anew every `everyMs`. */
export const useClock = (everyMs: number): number => {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
};
