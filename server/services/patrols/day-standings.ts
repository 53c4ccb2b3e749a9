import { LRUCache } from 'lru-cache';
import {
  countOutcomes,
  type DayStandings,
  gridStandings,
} from '../../contract/patrols/day-standings.ts';
import { patrolHeads } from '../../db/patrols/patrol-heads.ts';
import type { Db } from '../../db/store/open.ts';

/** Consoles of one area ask at about the same moments: one answer serves them for this long, ms. */
const KEEP_MS = 5_000;
const KEPT = 500;

/** Answers how the patrols of an area and a span stand, at most KEEP_MS old. */
export function createDayStandings(db: Db) {
  const answers = new LRUCache<string, Promise<DayStandings>>({ max: KEPT, ttl: KEEP_MS });
  return (of: { areaId: number; fromMs: number; toMs: number }): Promise<DayStandings> => {
    const key = `${of.areaId}/${of.fromMs}/${of.toMs}`;
    const known = answers.get(key);
    if (known) return known;
    const answer = patrolHeads(db, of).then((heads) => ({
      counts: countOutcomes(heads),
      walking: heads.filter(({ isOpen }) => isOpen).length,
      grids: [...gridStandings(heads)].map(([gridId, standing]) => ({ gridId, standing })),
    }));
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
