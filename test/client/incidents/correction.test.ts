import { expect, test } from 'vitest';
import { correctionOf } from '../../../client/incidents/correction.ts';
import type { Incident } from '../../../server/contract/incidents/incident.ts';

const AT = '2026-06-01T02:00:07.000Z';
const LATER = '2026-06-01T03:00:00.000Z';
const WAS: Incident = {
  ...{ id: '1', category: 'noise', severity: 'minor', foundBy: 'reported', gridId: 1 },
  ...{ position: { lng: 121.37, lat: 28.58 }, from: AT, to: AT },
};

test('a correction tells only what is another', () => {
  expect(correctionOf(WAS, { ...WAS, to: null })).toBeNull();
  expect(correctionOf(WAS, { ...WAS, to: null, severity: 'severe' })).toEqual({
    severity: 'severe',
  });
  const position = { lng: 121.37, lat: 28.59 };
  expect(correctionOf(WAS, { ...WAS, to: null, position, category: 'litter' })).toEqual({
    ...{ category: 'litter', position },
  });
});

test('a moment that moves stays a moment, and an interval can become one', () => {
  expect(correctionOf(WAS, { ...WAS, from: LATER, to: null })).toEqual({ from: LATER, to: LATER });
  expect(correctionOf(WAS, { ...WAS, to: LATER })).toEqual({ from: AT, to: LATER });
  expect(correctionOf({ ...WAS, to: LATER }, { ...WAS, to: null })).toEqual({ from: AT, to: AT });
});
