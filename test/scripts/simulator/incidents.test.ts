import { booleanPointInPolygon, distance } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import {
  incidentsOf,
  incidentsPerYear,
  plantHotSpots,
} from '../../../scripts/simulator/reports/incidents.ts';
import { buildWorld } from '../../../scripts/simulator/world/world.ts';
import { DAY_MS } from '../../../server/contract/units.ts';

const FROM_MS = Date.UTC(2026, 2, 1);
const TO_MS = FROM_MS + 60 * DAY_MS;
const world = buildWorld({ scenario: 'luqiao', scale: 0.1 });
const hotSpots = plantHotSpots(world, FROM_MS, TO_MS);
const incidents = [...incidentsOf(world, hotSpots, FROM_MS, TO_MS)];

describe('incidents', () => {
  it('come at the yearly rate of the place, scaled', () => {
    const expected = (incidentsPerYear(world) * 60) / 365;
    expect(incidentsPerYear(buildWorld({ scenario: 'luqiao' }))).toBe(1_267_000);
    expect(Math.abs(incidents.length / expected - 1)).toBeLessThan(0.1);
  });

  it('have ids, categories and times in order, and lie in their grid unless a hot spot threw them', () => {
    const known = new Set(world.categories.map(({ code }) => code));
    const grids = new Map(world.areas.map((area) => [area.code, area.geometry]));
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(incidents.length);
    for (const [k, { category, fromMs, toMs }] of incidents.entries()) {
      expect(known.has(category)).toBe(true);
      expect(toMs).toBeGreaterThanOrEqual(fromMs);
      if (k > 0) expect(fromMs).toBeGreaterThanOrEqual(incidents[k - 1]!.fromMs);
    }
    for (const { hotSpot, position, gridCode } of incidents.slice(0, 500))
      if (hotSpot === null)
        expect(booleanPointInPolygon([position.lng, position.lat], grids.get(gridCode)!)).toBe(
          true,
        );
  });

  it('gather about the planted hot spots while those burn, in their field', () => {
    expect(hotSpots.length).toBeGreaterThanOrEqual(3);
    for (const spot of hotSpots) {
      const own = incidents.filter(({ hotSpot }) => hotSpot === spot.index);
      expect(own.length).toBeGreaterThan(50);
      const near = own.filter(
        ({ position: p }) =>
          distance([p.lng, p.lat], [spot.centre.lng, spot.centre.lat], { units: 'meters' }) <
          3 * spot.spreadM,
      );
      expect(near.length / own.length).toBeGreaterThan(0.95);
      for (const { category, fromMs } of own) {
        expect(category).toBe(spot.field);
        expect(fromMs).toBeGreaterThan(spot.fromMs - DAY_MS);
      }
    }
    expect(hotSpots.some(({ fromMs }) => fromMs > FROM_MS)).toBe(true);
  });

  it('keep the hours of their field: theft by night and unsure of the hour, refuse by day', () => {
    const hour = (ms: number) => new Date(ms + 8 * 3_600_000).getUTCHours();
    const share = (category: string, from: number, to: number) => {
      const own = incidents.filter((incident) => incident.category === category);
      return (
        own.filter(({ fromMs }) => hour(fromMs) >= from && hour(fromMs) < to).length / own.length
      );
    };
    expect(share('street', 8, 18)).toBeGreaterThan(0.8);
    expect(share('order', 8, 18)).toBeLessThan(0.35);
    expect(
      incidents.some(({ category, fromMs, toMs }) => category === 'order' && toMs > fromMs),
    ).toBe(true);
    expect(
      incidents.every(({ category, fromMs, toMs }) => category !== 'street' || toMs === fromMs),
    ).toBe(true);
  });

  it('of a part of the period are the part of the incidents', () => {
    const part = [...incidentsOf(world, hotSpots, FROM_MS + 10 * DAY_MS, FROM_MS + 12 * DAY_MS)];
    const same = incidents.filter(
      ({ fromMs }) => fromMs >= FROM_MS + 10 * DAY_MS && fromMs < FROM_MS + 12 * DAY_MS,
    );
    expect(part).toEqual(same);
  });
});
