import type { QueryClient } from '@tanstack/react-query';
import { FRAME_INCIDENTS_MAX, type Frame } from '../../../server/contract/console/console.ts';
import type { Incident } from '../../../server/contract/incidents/incident.ts';

type News = Pick<Frame, 'incidents' | 'incidentsGone'>;

/** Incidents that began since `fromMs`, newest first, with what a frame says of them. */
export function withNews(known: readonly Incident[], news: News, fromMs: number): Incident[] {
  const another = new Set([...news.incidents.map(({ id }) => id), ...news.incidentsGone]);
  return [
    ...known.filter(({ id }) => !another.has(id)),
    ...news.incidents.filter(({ from }) => Date.parse(from) >= fromMs),
  ].sort((a, b) => Date.parse(b.from) - Date.parse(a.from) || (a.id < b.id ? -1 : 1));
}

/** Brings lists of incidents that were asked for in step with a frame; asks again where the frame does not hold all. */
export function applyIncidents(queries: QueryClient, frame: Frame): void {
  const { incidents, incidentsGone, snapshot } = frame;
  const count = incidents.length + incidentsGone.length;
  if (snapshot || count >= FRAME_INCIDENTS_MAX) {
    void queries.invalidateQueries({ queryKey: ['incidents'] });
    return;
  }
  if (count === 0) return;
  for (const [key, known] of queries.getQueriesData<Incident[]>({ queryKey: ['incidents'] }))
    if (known && typeof key[1] === 'number')
      queries.setQueryData(key, withNews(known, frame, key[1]));
}
