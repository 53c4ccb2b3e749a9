import { DAY_MS } from '../../server/contract/units.ts';
import { PRESETS } from '../../server/domain/norms/presets.ts';
import { type PatrolPlan, planDay } from '../simulator/day.ts';
import type { World } from '../simulator/world/world.ts';

/** The day's patrols, no more of an officer than the preset asks of his category. */
export function planByPreset(world: World, dayMs: number): PatrolPlan[] {
  const { norms } = PRESETS[world.scenario]!;
  const asked = new Map(
    world.officers.map(({ code, category }) => {
      const norm = norms.find(({ officerCategory }) => (officerCategory ?? category) === category);
      return [code, norm?.rules.patrolsPerDay ?? Number.POSITIVE_INFINITY];
    }),
  );
  const planned = new Map<string, number>();
  return planDay(world, dayMs).filter(({ handheld: { officerCode } }) => {
    const count = (planned.get(officerCode) ?? 0) + 1;
    planned.set(officerCode, count);
    return count <= asked.get(officerCode)!;
  });
}

/**
 * The patrols of `days` local days from the one that began at `beginMs`, a village's after another's, since who is walked and judged together
 * shares its ground, and there an officer's after another's.
 */
export function planMonth(world: World, beginMs: number, days: number): PatrolPlan[] {
  const villageOf = new Map(world.areas.map(({ code, parentCode }) => [code, parentCode ?? '']));
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode]));
  const placeOf = ({ handheld: { officerCode } }: PatrolPlan) =>
    `${villageOf.get(gridOf.get(officerCode)!)!} ${officerCode}`;
  return Array.from({ length: days }, (_, k) => planByPreset(world, beginMs + (k + 0.5) * DAY_MS))
    .flat()
    .map((plan) => ({ plan, place: placeOf(plan) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ plan }) => plan);
}
