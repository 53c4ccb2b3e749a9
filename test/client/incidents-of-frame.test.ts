import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { applyIncidents, withNews } from '../../client/live/incidents/incidents-of-frame.ts';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import { madeFrame as frame } from '../support/made/frame.ts';

const incident = (id: string, hour: number, own: Partial<Incident> = {}) =>
  ({ id, from: new Date(hour * 3_600_000).toISOString(), severity: 'minor', ...own }) as Incident;

test('news take the place of what they correct, come newest first, and withdrawn ones go', () => {
  const known = [incident('c', 3), incident('b', 2), incident('a', 1)];
  const news = { incidents: [incident('a', 4), incident('old', 0)], incidentsGone: ['b'] };
  expect(withNews(known, news, 3_600_000).map(({ id }) => id)).toEqual(['a', 'c']);
});

test('a frame changes the lists that were asked for; a snapshot or a full one makes them stale', () => {
  const queries = new QueryClient();
  queries.setQueryData(['incidents', 0], [incident('a', 1)]);
  applyIncidents(queries, frame({ incidents: [incident('b', 2)] }));
  expect(queries.getQueryData<Incident[]>(['incidents', 0])!.map(({ id }) => id)).toEqual([
    'b',
    'a',
  ]);
  const stale = () => queries.getQueryState(['incidents', 0])!.isInvalidated;
  expect(stale()).toBe(false);
  applyIncidents(queries, frame({ incidentsGone: Array.from({ length: 500 }, (_, i) => `x${i}`) }));
  expect(stale()).toBe(true);
});
