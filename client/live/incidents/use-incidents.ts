import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import { WEEK_MS } from '../../../server/contract/units.ts';
import { categoriesQuery, incidentsQuery } from '../../api/incidents.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useTodayStart } from '../officers/use-today.ts';

const NONE: Incident[] = [];

/** Incidents since a week before this morning; fetched once asked for. */
export const useWeekIncidents = (wanted: boolean): Incident[] => {
  const { data } = useQuery({ ...incidentsQuery(useTodayStart() - WEEK_MS), enabled: wanted });
  return data ?? NONE;
};

/** Words for one incident: category, severity, how found, when. */
export const useIncidentWords = (): ((incident: Incident) => string) => {
  const { t, language } = useWords();
  const timeZone = useTimeZone();
  const { data: categories } = useQuery(categoriesQuery);
  return useCallback(
    ({ category, severity, foundBy, from }) => {
      const known = categories?.find(({ code }) => code === category);
      const name = known ? categoryName(known, language) : category;
      const words = [t(`live.severity.${severity}`), t(`live.found.${foundBy}`)].join(' · ');
      return `${name}\n${words}\n${formatAt(from, timeZone, 'MM-DD HH:mm')}`;
    },
    [categories, language, t, timeZone],
  );
};
