import { distance } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { incidentsOfOutbreak, plantOutbreak } from '../../../scripts/simulator/reports/outbreak.ts';
import { buildWorld } from '../../../scripts/simulator/world/world.ts';
import { DAY_MS } from '../../../server/contract/units.ts';

/** A local midnight in Asia/Shanghai. */
const MIDNIGHT = Date.UTC(2026, 2, 1, 16);
const SIZE = { perDay: 22, spreadM: 400, fromMs: MIDNIGHT, days: 21 };
const world = buildWorld({ scenario: 'luqiao', scale: 0.1 });
const outbreak = plantOutbreak(world, 1, SIZE);
const incidents = incidentsOfOutbreak(world, outbreak);

describe('A planted outbreak', () => {
  it('adds its reports a day from its first day to its last', () => {
    expect(Math.abs(incidents.length / (22 * 21) - 1)).toBeLessThan(0.15);
    const days = new Set(incidents.map(({ fromMs }) => Math.floor((fromMs - MIDNIGHT) / DAY_MS)));
    expect([...days].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, day) => day));
  });

  it('lies about its place, as wide as it says, in one field', () => {
    const { centre } = outbreak;
    const squares = incidents.map(
      ({ position: p }) =>
        distance([p.lng, p.lat], [centre.lng, centre.lat], { units: 'meters' }) ** 2,
    );
    const spreadM = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length / 2);
    expect(Math.abs(spreadM / 400 - 1)).toBeLessThan(0.1);
    expect(new Set(incidents.map(({ category }) => category))).toEqual(new Set([outbreak.field]));
  });

  it('is the same for the same seed, and another for another', () => {
    expect(incidentsOfOutbreak(world, plantOutbreak(world, 1, SIZE))).toEqual(incidents);
    expect(plantOutbreak(world, 2, SIZE).centre).not.toEqual(outbreak.centre);
  });

  it('starts at the midnight before the moment given', () => {
    expect(plantOutbreak(world, 1, { ...SIZE, fromMs: MIDNIGHT + 5 * 3_600_000 }).fromMs).toBe(
      MIDNIGHT,
    );
  });
});
