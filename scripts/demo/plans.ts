import { HOUR_MS } from '../../server/contract/units.ts';
import { windowOf } from '../../server/domain/days/judge-day.ts';
import { type PatrolPlan, planAround } from '../simulator/day.ts';
import type { World } from '../simulator/world/world.ts';
import { DEMO_RULES } from './norm.ts';

/** Sits on a bench for most of the first patrol, so that there is somebody idle to see. */
const IDLE = 3;
/** Begins hours after the others, so that there is somebody late. */
const LATE = 4;
const LATE_MS = 2.5 * HOUR_MS;

/**
 * Who walks in the demo, and when: everybody around the moment it was made and, in hours a patrol may begin in, from then on, but for one who is
 * idle and one who is late.
 */
export function demoPlans(world: World, anchorMs: number, untilMs: number): PatrolPlan[] {
  const seen = new Set<number>();
  return planAround(world, anchorMs, untilMs).flatMap((plan) => {
    const { number } = plan.handheld;
    const isFirst = !seen.has(number);
    seen.add(number);
    if (number === LATE && plan.startMs < anchorMs + LATE_MS) return [];
    if (windowOf(plan.startMs, DEMO_RULES, world.timeZone) === null) return [];
    return number === IDLE && isFirst ? [{ ...plan, kind: 'mostly-idle' as const }] : [plan];
  });
}
