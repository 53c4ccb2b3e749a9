import { kdeExact, kdeFast } from '../../../server/domain/analysis/density/kde.ts';
import { gaussian, seededRandom } from '../../../server/domain/analysis/numerics/random.ts';
import { round, say, timed } from './say.ts';

/** Density by convolution beside the exact sum. */
export function benchKde() {
  const side = 30_000;
  const random = seededRandom(5);
  const centres = Array.from({ length: 300 }, () => ({ x: random() * side, y: random() * side }));
  const points = { x: new Float64Array(100_000), y: new Float64Array(100_000), weight: null };
  for (let i = 0; i < 100_000; i++) {
    const centre = centres[Math.floor(random() * 300)]!;
    const isClustered = random() < 0.8;
    points.x[i] = isClustered ? centre.x + 400 * gaussian(random) : random() * side;
    points.y[i] = isClustered ? centre.y + 400 * gaussian(random) : random() * side;
  }
  const raster = { x0: 0, y0: 0, cellM: side / 512, cols: 512, rows: 512 };
  for (const [kernel, h] of [
    ['gaussian', 500],
    ['quartic', 1500],
  ] as const) {
    const ours = timed(3, () => kdeFast(points, raster, kernel, h));
    const exact = timed(1, () => kdeExact(points, raster, kernel, h));
    const peak = exact.value.reduce((a, b) => Math.max(a, b), 0);
    const worst = exact.value.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - ours.value[i]!)),
      0,
    );
    say(
      `kde ${kernel}, 100000 points on 512 x 512`,
      ours,
      { name: 'exact sum', seconds: exact.seconds },
      {
        goalSeconds: 1,
        largestErrorOfPeak: round(worst / peak),
      },
    );
  }
}
