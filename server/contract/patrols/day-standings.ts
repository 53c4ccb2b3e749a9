import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { OUTCOMES, type Outcome } from './verdict.ts';

/** What a grid's day has come to so far. */
export const DAY_STANDINGS = [...OUTCOMES, 'walking'] as const;
export type DayStanding = (typeof DAY_STANDINGS)[number];

/** The patrols that started within a span, in figures. */
export const DayStandings = Type.Object({
  counts: Type.Object(
    {
      completed: Type.Integer(),
      incomplete: Type.Integer(),
      suspicious: Type.Integer(),
      unverifiable: Type.Integer(),
    },
    { description: 'Patrols by what stands of them' },
  ),
  walking: Type.Integer({ description: 'Patrols under way' }),
  grids: Type.Array(Type.Object({ gridId: Type.Integer(), standing: literals(DAY_STANDINGS) }), {
    description: 'Grids with a patrol that is under way or has a verdict',
  }),
});
export type DayStandings = Static<typeof DayStandings>;

/** What of a patrol its grid's standing rests on. */
export interface PatrolHead {
  gridId: number;
  /** null: without a verdict. */
  outcome: Outcome | null;
  isOpen: boolean;
}

/**
 * Standing of each grid over the patrols of a day, newest first: suspicious stays for the day, then the latest verdict, then a patrol
 * under way.
 */
export function gridStandings(patrols: Iterable<PatrolHead>): Map<number, DayStanding> {
  const out = new Map<number, DayStanding>();
  for (const { gridId, outcome, isOpen } of patrols) {
    const standing = outcome ?? (isOpen ? 'walking' : null);
    if (standing === null) continue;
    const held = out.get(gridId);
    if (held === undefined || held === 'walking' || standing === 'suspicious')
      out.set(gridId, standing);
  }
  return out;
}

/** Patrols by outcome; those without one are not counted. */
export function countOutcomes(
  patrols: Iterable<{ outcome: Outcome | null }>,
): Record<Outcome, number> {
  const out = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const { outcome } of patrols) if (outcome) out[outcome] += 1;
  return out;
}
