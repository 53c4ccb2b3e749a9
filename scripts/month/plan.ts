import { PRESETS } from '../../server/domain/norms/presets.ts';
import { type PatrolPlan, planDay } from '../simulator/day.ts';
import type { World } from '../simulator/world.ts';

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
