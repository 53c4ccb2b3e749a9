import { useQuery } from '@tanstack/react-query';
import { areasQuery } from '../api/areas.ts';
import { timeZoneOf } from '../plain/time-zone-of.ts';

/** The time zone of the areas on show, see `timeZoneOf`. */
export const useTimeZone = (): string => timeZoneOf(useQuery(areasQuery).data);
