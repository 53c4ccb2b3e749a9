import { LRUCache } from 'lru-cache';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { Verdict } from '../../contract/patrols/verdict.ts';
import { fixesOf } from '../../db/fixes/stored-fix.ts';
import { type SessionOf, sessionsOf } from '../../domain/entrance/sessions-of.ts';
import { type GridGeometry, gridGeometry } from '../../domain/geo/grid-geometry.ts';
import { placeByClock } from '../../domain/verification/clock/place-by-clock.ts';
import { judgePatrol } from '../../domain/verification/judge-patrol.ts';
import type { LateFixes } from '../../services/verdicts/compared-later.ts';
import { inputOf, type PatrolFacts } from '../../services/verdicts/patrol-facts.ts';

/** Grids a thread keeps ready for judging, some 80 kB each: all of a large city's. */
const GRIDS_KEPT = 6_000;

/** By all that makes them. */
const geometries = new LRUCache<string, GridGeometry>({ max: GRIDS_KEPT });

export function geometryOf({ polygon }: PatrolFacts['grid'], swathM: number): GridGeometry {
  const key = `${swathM} ${JSON.stringify(polygon.coordinates)}`;
  const geometry = geometries.get(key) ?? gridGeometry({ polygon }, swathM);
  geometries.set(key, geometry);
  return geometry;
}

export interface Judgement {
  normId: number;
  verdict: Verdict;
  /** Sessions its fixes are of. */
  sessions: SessionOf[];
  /** Its fixes that came so late that others may have been judged without them. */
  late: LateFixes;
}

/** No patrol is judged in the moment it ends; fixes that come within this are there. */
const PROMPT_MS = 2_000;

/** The verdict over a patrol from its facts as the store handed them over; also what a thread that judges runs. */
export default function judgeFacts(facts: PatrolFacts): Judgement {
  const norm = facts.norm ?? { id: 0, ...defaultNorm() };
  const fixes = fixesOf(facts.fixes);
  const placed = placeByClock(fixes);
  const verdict = judgePatrol({
    ...inputOf(facts, norm, fixes),
    placed,
    geometry: geometryOf(facts.grid, norm.rules.swathM),
  });
  const late = placed.fixes.filter(({ t, receivedMs }) => receivedMs - t > PROMPT_MS);
  return {
    normId: norm.id,
    verdict,
    sessions: sessionsOf(fixes),
    late: {
      t: Float64Array.from(late, ({ t }) => t),
      receivedMs: Float64Array.from(late, ({ receivedMs }) => receivedMs),
    },
  };
}
