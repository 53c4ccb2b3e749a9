import { describe, expect, it } from 'vitest';
import { fixesOf, planAround, planDay } from '../../../scripts/simulator/day.ts';
import { notAhead } from '../../../scripts/simulator/drive.ts';
import { behaviourOf } from '../../../scripts/simulator/walk/behaviours.ts';
import { toWire } from '../../../scripts/simulator/wire/wire.ts';
import { buildWorld } from '../../../scripts/simulator/world/world.ts';
import { toWgs84 } from '../../../server/contract/areas/datum.ts';

const NOON_MS = Date.UTC(2026, 4, 20, 4);
const world = buildWorld({ scenario: 'luqiao', scale: 0.2 });
const small = buildWorld({ scenario: 'luqiao', scale: 0.02 });

describe('a world', () => {
  it.each([
    ['luqiao', 624, { 'full-time': 624, 'part-time': 312 }],
    ['shawan', 204, { 'full-time': 204, volunteer: 2200 }],
    ['rencheng', 1541, { 'full-time': 1541, specialist: 3579 }],
    ['xindu', 706, { 'full-time': 706, specialist: 101 }],
    ['kaifeng', 5811, { 'full-time': 1821, 'part-time': 9179 }],
  ] as const)('of %s has its people, one officer for each of %i grids, and a handheld for whoever is tracked', (scenario, grids, people) => {
    const { areas, officers, handhelds } = buildWorld({ scenario });
    for (const [category, count] of Object.entries(people))
      expect(officers.filter((officer) => officer.category === category).length).toBe(count);
    const leads = officers.filter(({ gridCode }) => gridCode !== null);
    const rural = new Set(
      areas.filter(({ gridType }) => gridType === 'rural').map(({ code }) => code),
    );
    const tracked = leads.filter(
      ({ gridCode }) => scenario !== 'shawan' || !rural.has(gridCode as string),
    );
    expect(new Set(leads.map(({ gridCode }) => gridCode)).size).toBe(grids);
    expect(leads.length).toBe(grids);
    expect(handhelds.map(({ officerCode }) => officerCode)).toEqual(
      tracked.map(({ code }) => code),
    );
    expect(new Set(handhelds.map(({ secret }) => secret)).size).toBe(tracked.length);
  });

  it('has handhelds of every datum, most of them WGS-84', () => {
    const share = (datum: string) =>
      world.handhelds.filter((handheld) => handheld.datum === datum).length /
      world.handhelds.length;
    expect(share('wgs84')).toBeGreaterThan(0.75);
    expect(share('gcj02')).toBeGreaterThan(0);
    expect(share('bd09')).toBeGreaterThan(0);
  });

  it('counts 56 classes and 314 items in kaifeng, 12 classes in luqiao', () => {
    const { categories } = buildWorld({ scenario: 'kaifeng', scale: 0.01 });
    expect(categories.filter(({ parentCode }) => parentCode === null).length).toBe(56);
    expect(categories.filter(({ parentCode }) => parentCode !== null).length).toBe(314);
    expect(small.categories.length).toBe(12);
    expect(new Set(categories.map(({ code }) => code)).size).toBe(categories.length);
  });

  it('is equal for equal seeds, differs for others, and refuses a scale beyond the real place', () => {
    expect(buildWorld({ scenario: 'luqiao', scale: 0.02 })).toEqual(small);
    expect(buildWorld({ scenario: 'luqiao', scale: 0.02, seed: 2 })).not.toEqual(small);
    expect(() => buildWorld({ scenario: 'luqiao', scale: 1.5 })).toThrow('scale');
  });
});

describe('a planned day', () => {
  it('gives every officer two patrols that start in the hours of the place', () => {
    const plans = planDay(world, NOON_MS);
    expect(plans.length).toBe(2 * world.handhelds.length);
    for (const { startMs, seconds, carried } of plans) {
      const minute = Math.floor((startMs / 60_000 + 480) % 1440);
      const morning = minute >= 450 && minute <= 600;
      const afternoon = minute >= 840 && minute <= 1050;
      expect(morning || afternoon).toBe(true);
      if (!carried) expect(seconds).toBeGreaterThan(7200);
    }
  });

  it('is mostly honest, and the first officer replays her morning in the afternoon', () => {
    const plans = planDay(world, NOON_MS);
    const honest = plans.filter(({ kind }) => behaviourOf(kind).label === 'honest').length;
    expect(honest / plans.length).toBeGreaterThan(0.85);
    const cheat = plans.find(({ handheld, original }) => handheld.number === 1 && original)!;
    const morning = new Set(fixesOf(world, cheat.original!).map(({ lng, lat }) => `${lng},${lat}`));
    const afternoon = fixesOf(world, cheat);
    expect(afternoon.every(({ lng, lat }) => morning.has(`${lng},${lat}`))).toBe(true);
    expect(afternoon[0]!.t).toBeGreaterThanOrEqual(cheat.startMs);
  });

  it('depends on the local day only, and its fixes on the plan only', () => {
    expect(planDay(small, NOON_MS + 3_600_000)).toEqual(planDay(small, NOON_MS));
    expect(planDay(small, NOON_MS + 86_400_000)).not.toEqual(planDay(small, NOON_MS));
    const [plan] = planDay(small, NOON_MS);
    expect(fixesOf(small, plan!)).toEqual(fixesOf(small, plan!));
    expect(fixesOf(small, plan!)[0]!.handheldId).toBe(plan!.handheld.number);
  });

  it('can be made for any moment, with everybody under way', () => {
    const plans = planAround(small, NOON_MS, NOON_MS + 4 * 3_600_000);
    for (const { number } of small.handhelds) {
      const own = plans.filter(({ handheld }) => handheld.number === number);
      expect(own.some((p) => p.startMs <= NOON_MS && p.startMs + p.seconds * 1000 > NOON_MS)).toBe(
        true,
      );
      expect(own.length).toBeGreaterThan(1);
    }
  });
});

describe('walking faster than the clock', () => {
  it('moves the day so far back that its end is now when it is done', () => {
    const day = planDay(small, NOON_MS);
    const { plans, fromMs } = notAhead(day, 60, NOON_MS);
    const lastMs = Math.max(...plans.map(({ startMs, seconds }) => startMs + seconds * 1000));
    const walkedMs = (lastMs - fromMs) / 60;
    expect(lastMs).toBeLessThanOrEqual(NOON_MS + walkedMs);
    expect(plans.map(({ seed }) => seed)).toEqual(day.map(({ seed }) => seed));
  });

  it('leaves a day that is over, and one walked at its own pace, where they are', () => {
    const day = planDay(small, NOON_MS);
    expect(notAhead(day, 60, NOON_MS + 86_400_000).plans).toEqual(day);
    expect(notAhead(day, 1, NOON_MS)).toEqual({ plans: day, fromMs: NOON_MS });
  });
});

describe('on the wire', () => {
  it('a fix is in the datum of its handheld, and comes back within a metre', () => {
    const fix = fixesOf(small, planDay(small, NOON_MS)[0]!)[10]!;
    expect(toWire(fix, 'wgs84')).toMatchObject({ lng: fix.lng, lat: fix.lat, seq: 10 });
    for (const datum of ['gcj02', 'bd09'] as const) {
      const wire = toWire(fix, datum);
      expect(Math.hypot(wire.lng - fix.lng, wire.lat - fix.lat)).toBeGreaterThan(0.001);
      const back = toWgs84(wire, datum);
      expect(Math.hypot(back.lng - fix.lng, back.lat - fix.lat)).toBeLessThan(1.5e-5);
    }
  });
});
