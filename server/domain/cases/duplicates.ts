import { DAY_MS } from '../../contract/units.ts';

/** How far apart two reports of one matter may lie. */
export const DUPLICATE = { withinM: 200, withinMs: 3 * DAY_MS } as const;

/** Another open case near one. */
export interface NearCase {
  id: number;
  sameCategory: boolean;
  awayM: number;
  apartMs: number;
}

/** Cases that one may be a duplicate of, the likeliest first: of the same kind, nearer in place and time. `likeness` from 0 to 1. */
export const likelyDuplicates = (near: readonly NearCase[]): (NearCase & { likeness: number })[] =>
  near
    .filter(({ sameCategory }) => sameCategory)
    .map((other) => ({ ...other, likeness: likenessOf(other) }))
    .sort((a, b) => b.likeness - a.likeness || a.id - b.id);

const likenessOf = ({ apartMs, awayM }: NearCase) =>
  Math.max(0, 1 - awayM / DUPLICATE.withinM) * Math.max(0, 1 - apartMs / DUPLICATE.withinMs);
