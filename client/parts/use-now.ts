import { useLive } from '../live/stream/store.ts';
import { useClock } from './use-clock.ts';

/** Server time, Unix ms, told anew every `everyMs`. */
export const useNow = (everyMs: number): number =>
  useClock(everyMs) + useLive((s) => s.serverAheadMs);

/** Server time at this moment, Unix ms. */
export const serverNow = (): number => Date.now() + useLive.getState().serverAheadMs;
