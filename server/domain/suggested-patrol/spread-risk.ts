import { cellToParent, getResolution } from '../geo/h3.ts';

/**
 * Risk known by H3 cells of one resolution, dealt out to ground cells of another: within the coarser of the two by the ground cells'
 * weights. In the order of `ground`; risk of cells with no ground in them is left out.
 */
export function spreadRisk(
  ground: readonly { cell: string; weight: number }[],
  risk: readonly { cell: string; expected: number }[],
): Float64Array {
  const spread = new Float64Array(ground.length);
  if (ground.length === 0 || risk.length === 0) return spread;
  const common = Math.min(getResolution(ground[0]!.cell), getResolution(risk[0]!.cell));
  const sums = (of: readonly (readonly [cell: string, value: number])[]) => {
    const total = new Map<string, number>();
    for (const [cell, value] of of) {
      const parent = cellToParent(cell, common);
      total.set(parent, (total.get(parent) ?? 0) + value);
    }
    return total;
  };
  const weights = sums(ground.map(({ cell, weight }) => [cell, weight]));
  const expected = sums(risk.map((row) => [row.cell, row.expected]));
  return spread.map((_, i) => {
    const parent = cellToParent(ground[i]!.cell, common);
    return (expected.get(parent) ?? 0) * (ground[i]!.weight / weights.get(parent)!);
  });
}
