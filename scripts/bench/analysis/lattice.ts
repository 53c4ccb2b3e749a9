import { spaceTimeGi } from '../../../server/domain/analysis/emerging/space-time-gi.ts';
import { adjustP } from '../../../server/domain/analysis/hotspot/adjust.ts';
import { giStar } from '../../../server/domain/analysis/hotspot/gi-star.ts';
import { h3CellsIn, h3Links } from '../../../server/domain/analysis/hotspot/h3-lattice.ts';
import {
  squareLinks,
  squaresOver,
} from '../../../server/domain/analysis/hotspot/square-lattice.ts';
import { twoSidedP } from '../../../server/domain/analysis/numerics/normal.ts';
import { seededRandom } from '../../../server/domain/analysis/numerics/random.ts';
import { say, timed } from './say.ts';

/** Gi* with its links and the correction, beside all pairs. */
export function benchGiStar() {
  const random = seededRandom(3);
  const draw = (count: number) =>
    Float64Array.from({ length: count }, () => Math.floor(-Math.log(1 - random()) * 4));
  const lattices = {
    squares: () =>
      squareLinks(squaresOver({ minX: 0, minY: 0, maxX: 399.5, maxY: 249.5 }, 1), 1, 'queen'),
    H3: () => h3Links(h3, 1),
  };
  const h3 = h3CellsIn(
    {
      type: 'Polygon',
      coordinates: [
        [
          [119, 28],
          [120, 28],
          [120, 29.05],
          [119, 29.05],
          [119, 28],
        ],
      ],
    },
    9,
  );
  for (const [name, build] of Object.entries(lattices)) {
    const values = draw(build().offset.length - 1);
    const ours = timed(3, () => {
      const z = giStar(values, build());
      return { z, q: adjustP(z.map(twoSidedP), 'bh') };
    });
    const part = 4_000;
    const naive = timed(1, () => naiveGiStar(values, 400, part));
    const worst =
      name === 'squares'
        ? naive.value.reduce((most, z, i) => Math.max(most, Math.abs(z - ours.value.z[i]!)), 0)
        : undefined;
    say(
      `gi-star + BH with links, ${values.length} ${name}`,
      ours,
      {
        name: `all pairs, time of ${part} cells carried over`,
        seconds: (naive.seconds * values.length) / part,
      },
      { goalSeconds: 1.5, largestDifference: worst },
    );
  }
}

/** Gi* of the first cells of a grid of squares with a dense row of weights each, as it is written. */
function naiveGiStar(values: Float64Array, cols: number, cells: number): Float64Array {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const s = Math.sqrt(values.reduce((a, v) => a + (v - mean) ** 2, 0) / n);
  return Float64Array.from({ length: cells }, (_, i) => {
    let sum = 0;
    let w1 = 0;
    let w2 = 0;
    for (let j = 0; j < n; j++) {
      const isNear =
        Math.abs((i % cols) - (j % cols)) <= 1 &&
        Math.abs(Math.floor(i / cols) - Math.floor(j / cols)) <= 1;
      const w = isNear ? 1 : 0;
      sum += w * values[j]!;
      w1 += w;
      w2 += w * w;
    }
    return (sum - mean * w1) / (s * Math.sqrt((n * w2 - w1 * w1) / (n - 1)));
  });
}

/** Gi* of a year of weeks. */
export function benchEmerging() {
  const links = squareLinks(
    squaresOver({ minX: 0, minY: 0, maxX: 99.5, maxY: 99.5 }, 1),
    1,
    'queen',
  );
  const random = seededRandom(4);
  const values = Float64Array.from({ length: 10_000 * 52 }, () => Math.floor(random() * 6));
  const ours = timed(2, () => spaceTimeGi(values, 52, links, { lagSteps: 1, window: 'cube' }));
  say('space-time gi, 10000 cells x 52 steps', ours, null, {});
}
