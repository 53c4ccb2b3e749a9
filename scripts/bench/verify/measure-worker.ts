import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { fixesOf } from '../../../server/db/fixes/stored-fix.ts';
import { measurePatrol } from '../../../server/domain/verification/measure-patrol.ts';
import { geometryOf } from '../../../server/jobs/verdicts/judge-facts.ts';
import type { PatrolFacts } from '../../../server/services/verdicts/patrol-facts.ts';

/** Minutes a patrol spent in its grid, and all else that is measured of it, in a thread. */
export default function measure({
  patrol,
  grid,
  norm,
  fixes,
}: Pick<PatrolFacts, 'patrol' | 'grid' | 'norm' | 'fixes'>): number {
  const { rules } = norm ?? defaultNorm();
  const { measures } = measurePatrol({
    patrol,
    fixes: fixesOf(fixes),
    grid,
    geometry: geometryOf(grid, rules.swathM),
    norm: { version: 1, rules },
    timeZone: grid.timeZone,
  });
  return measures.timeInGridMin.best;
}
