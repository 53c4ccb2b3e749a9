import { useQuery } from '@tanstack/react-query';
import { areasQuery } from '../api/areas.ts';

/** The time zone of the areas on show; this machine's own until they are known. */
export const useTimeZone = (): string => {
  const { data } = useQuery(areasQuery);
  return data?.[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
};
