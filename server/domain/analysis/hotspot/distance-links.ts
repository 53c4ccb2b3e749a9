import { buildLinks, type Links } from '../input/links.ts';
import { buildKdTree, withinDistance } from '../numerics/kd-tree.ts';
import { TIE } from '../numerics/ties.ts';

/** Neighbours within a distance of the centres, weight 1, the limit included whatever rounding says; not the cell itself. */
export function distanceLinks(x: Float64Array, y: Float64Array, bandM: number): Links {
  const tree = buildKdTree(x, y);
  const reachM = bandM * (1 + TIE);
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const near: number[] = [];
    withinDistance(tree, x[i]!, y[i]!, reachM, (at) => near.push(tree.order[at]!));
    for (const j of near.sort((a, b) => a - b)) {
      if (j === i) continue;
      from.push(i);
      to.push(j);
    }
  }
  return buildLinks(x.length, { from, to });
}
