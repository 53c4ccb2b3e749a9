import { gaussian, seededRandom } from '../../../server/domain/analysis/numerics/random.ts';

export interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** 80 % in Gaussian clusters of sd 400 m, 20 % uniform, so that 250 m hold 21 points on average. */
export function clustered(count: number, seed: number): Points {
  const random = seededRandom(seed);
  const side = 560_000 * Math.sqrt(count / 1e6);
  const centres = Array.from({ length: Math.ceil((count * 0.8) / 258) }, () => ({
    x: random() * side,
    y: random() * side,
  }));
  const points = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const isClustered = random() < 0.8;
    const centre = centres[Math.floor(random() * centres.length)]!;
    points.x[i] = isClustered ? centre.x + 400 * gaussian(random) : random() * side;
    points.y[i] = isClustered ? centre.y + 400 * gaussian(random) : random() * side;
  }
  return points;
}

/** The first `count` points: the same places, thinner. */
export const first = ({ x, y }: Points, count: number): Points => ({
  x: x.subarray(0, count),
  y: y.subarray(0, count),
});
