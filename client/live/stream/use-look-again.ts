import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** Looks again at what was fetched under some keys (a constant) whenever `told`, the count of what the stream said of it, is another; 0: nothing yet. */
export const useLookAgain = (told: number, keys: readonly string[]): void => {
  const client = useQueryClient();
  const first = useRef(told);
  useEffect(() => {
    if (told === 0) return;
    // What a page asks for as it comes is not asked for a second time.
    const cancelRefetch = told !== first.current;
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] }, { cancelRefetch });
  }, [client, told, keys]);
};
