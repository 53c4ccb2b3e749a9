import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './store.ts';

/**
 * Looks again at what was fetched under some keys (a constant) whenever `told`, the count of what the stream said of it, is another (0: nothing yet), and
 * when the stream begins anew after a cut: what was to be told meanwhile was told to nobody. What is told while it looks is looked at when that is done:
 * a long list that is begun anew with every change would never be there.
 */
export const useLookAgain = (told: number, keys: readonly string[]): void => {
  const client = useQueryClient();
  const anew = useLive(({ world }) => Math.max(0, world.snapshots - 1));
  const first = useRef({ told, anew });
  const looking = useRef({ isLooking: false, isDue: false });
  useEffect(() => {
    if (told === 0 && anew === 0) return;
    const state = looking.current;
    const look = async (cancelRefetch: boolean) => {
      state.isLooking = true;
      const asked = keys.map((key) =>
        client.invalidateQueries({ queryKey: [key] }, { cancelRefetch }),
      );
      await Promise.allSettled(asked);
      state.isLooking = false;
      if (!state.isDue) return;
      state.isDue = false;
      void look(true);
    };
    // What a page asks for as it comes is not asked for a second time.
    const isNews = told !== first.current.told || anew !== first.current.anew;
    if (state.isLooking) state.isDue = true;
    else void look(isNews);
  }, [client, told, anew, keys]);
};
