import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './store.ts';

/**
 * Looks again at what was fetched under some keys (a constant) whenever `told`, the count of what the stream said of it, is another (0: nothing yet), and
 * when the stream begins anew after a cut: what was to be told meanwhile was told to nobody.
 */
export const useLookAgain = (told: number, keys: readonly string[]): void => {
  const client = useQueryClient();
  const anew = useLive(({ world }) => Math.max(0, world.snapshots - 1));
  const first = useRef({ told, anew });
  useEffect(() => {
    if (told === 0 && anew === 0) return;
    // What a page asks for as it comes is not asked for a second time.
    const cancelRefetch = told !== first.current.told || anew !== first.current.anew;
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] }, { cancelRefetch });
  }, [client, told, anew, keys]);
};
