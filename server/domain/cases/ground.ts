import { LEVELS, type Level } from '../../contract/areas/area.ts';

/** Where a case lay until a moment, Unix ms (of the last: Infinity): its areas, lowest first, and their levels beside them. */
export interface Ground {
  untilMs: number;
  areaIds: readonly number[];
  levels: readonly Level[];
}

/** Where a case lay at a moment, Unix ms; `grounds` one after the other. */
export const groundAt = (grounds: readonly Ground[], at: number): Ground =>
  grounds.find(({ untilMs }) => at < untilMs) ?? grounds.at(-1)!;

/** The area that answers for a level on a ground: the one of that level, or the next above where a redrawn tree has none. */
export function areaOf({ areaIds, levels }: Ground, level: Level): number {
  const own = levels.indexOf(level);
  if (own >= 0) return areaIds[own]!;
  const above = levels.findIndex((each) => LEVELS.indexOf(each) < LEVELS.indexOf(level));
  return areaIds[above < 0 ? areaIds.length - 1 : above]!;
}
