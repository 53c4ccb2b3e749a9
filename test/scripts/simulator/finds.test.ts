import { expect, test } from 'vitest';
import { fixesOf, planDay } from '../../../scripts/simulator/day.ts';
import { findOf } from '../../../scripts/simulator/reports/finds.ts';
import { buildWorld } from '../../../scripts/simulator/world/world.ts';
import { toWgs84 } from '../../../server/contract/areas/datum.ts';

const world = buildWorld({ scenario: 'luqiao', scale: 0.04 });
const plans = planDay(world, Date.UTC(2026, 4, 20, 4));

test('an officer finds something on about a quarter of the patrols, where the handheld was, the same every time', () => {
  const walked = plans.map((plan) => ({ plan, fixes: fixesOf(world, plan, 60) }));
  const finds = walked.flatMap(({ fixes, plan }) => {
    const find = findOf(world, plan, fixes);
    expect(findOf(world, plan, fixes)).toEqual(find);
    return find ? [{ find, fixes, plan }] : [];
  });
  expect(finds.length / plans.length).toBeGreaterThan(0.1);
  expect(finds.length / plans.length).toBeLessThan(0.4);
  const codes = new Set(world.categories.map(({ code }) => code));
  for (const { find, fixes, plan } of finds) {
    const fix = fixes.find(({ t }) => t === find.t)!;
    const place = toWgs84(find.position, plan.handheld.datum);
    expect(place.lng).toBeCloseTo(fix.lng, 4);
    expect(place.lat).toBeCloseTo(fix.lat, 4);
    expect(codes).toContain(find.category);
  }
});

test('nothing is found where nobody walked', () => {
  expect(plans.every((plan) => findOf(world, plan, []) === null)).toBe(true);
});
