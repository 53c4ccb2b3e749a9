import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './store.ts';

/**
 * Looks again at what was fetched under some keys (a constant) whenever `told`, the count of what the stream said of it, is another (0: nothing yet), and
 * when the stream begins, first or anew: what happened between the fetch and the begin was told to nobody. What is told while it looks is looked at when
 * that is done: a long list that is begun anew with every change would never be there.
 */
export const useLookAgain = (told: number, keys: readonly string[]): void => {
  const client = useQueryClient();
  const begun = useLive(({ world }) => world.snapshots);
  const first = useRef({ told, begun });
  const looking = useRef({ isLooking: false, isDue: false });
  useEffect(() => {
    // What a page asks for as it comes is not asked for a second time.
    const isNews = told !== first.current.told || begun !== first.current.begun;
    // Where the stream ran before the page came and told nothing, nothing that was fetched is old.
    if (!isNews && told === 0 && begun < 2) return;
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
    if (state.isLooking) state.isDue = true;
    else void look(isNews);
  }, [client, told, begun, keys]);
};
