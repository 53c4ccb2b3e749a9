import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../live/stream/store.ts';

/** Looks again at what was fetched whenever the stream says that a case changed. */
export const useFollowCases = (): void => {
  const client = useQueryClient();
  const changes = useLive((s) => s.world.caseChanges);
  useEffect(() => {
    if (changes === 0) return;
    for (const key of ['cases', 'case-counts', 'case', 'case-duplicates'])
      void client.invalidateQueries({ queryKey: [key] });
  }, [client, changes]);
};
