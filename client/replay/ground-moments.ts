import type { Area } from '../../server/contract/areas/area.ts';

type Spell = Pick<Area, 'validFrom' | 'validTo'>;

/**
 * Moments within (fromMs, toMs] at which areas are others, Unix ms, by the areas that there are at its begin and at its end. What both begins
 * and ends in between is not known of.
 */
export function groundMoments(
  { first, last }: { first: readonly Spell[]; last: readonly Spell[] },
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number[] {
  const moments = [
    ...first.flatMap(({ validTo }) => (validTo === null ? [] : Date.parse(validTo))),
    ...last.map(({ validFrom }) => Date.parse(validFrom)),
  ];
  return [...new Set(moments)].filter((at) => at > fromMs && at <= toMs).sort((a, b) => a - b);
}

/** Since when the areas are as they are at a moment of a span, Unix ms. */
export const groundSince = (moments: readonly number[], fromMs: number, atMs: number): number =>
  moments.findLast((at) => at <= atMs) ?? fromMs;
