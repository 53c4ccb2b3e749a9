import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import { categoriesQuery, incidentsQuery } from '../../api/incidents.ts';
import { useTodayStart } from '../officers/use-today.ts';
import { codesBelow, SPAN_MS, type Span } from './incident-bins.ts';

interface IncidentTime {
  span: Span;
  /** [fromMs, toMs); null: the whole span. */
  range: readonly [number, number] | null;
  /** Codes; none: all. */
  categories: readonly string[];
  setSpan: (span: Span) => void;
  setRange: (range: IncidentTime['range']) => void;
  setCategories: (categories: readonly string[]) => void;
}

/** Which incidents the live map shows; kept while the user visits other pages. */
export const useIncidentTime = create<IncidentTime>((set) => ({
  span: 'hourly',
  range: null,
  categories: [],
  setSpan: (span) => set({ span, range: null }),
  setRange: (range) => set({ range }),
  setCategories: (categories) => set({ categories }),
}));

const NONE: Incident[] = [];

/** Incidents of the span and the categories chosen, and those of them in the period chosen. */
export const useTimedIncidents = (wanted: boolean) => {
  const { span, range, categories } = useIncidentTime();
  const fromMs = useTodayStart() - SPAN_MS[span].back;
  const { data = NONE } = useQuery({
    ...incidentsQuery(fromMs),
    enabled: wanted,
  });
  const { data: tree } = useQuery({ ...categoriesQuery, enabled: wanted });
  const ofCategories = useMemo(() => {
    const codes = codesBelow(categories, tree ?? []);
    return codes ? data.filter(({ category }) => codes.has(category)) : data;
  }, [data, categories, tree]);
  const shown = useMemo(
    () =>
      range
        ? ofCategories.filter(({ from }) => {
            const t = Date.parse(from);
            return t >= range[0] && t < range[1];
          })
        : ofCategories,
    [ofCategories, range],
  );
  return { fromMs, loaded: data.length, ofCategories, shown };
};
