import type { Incidents } from '../../../server/domain/analysis/input/input.ts';
import { gaussian, seededRandom } from '../../../server/domain/analysis/numerics/random.ts';

/** Planar incidents; everything not named is absent. */
export function incidentsAt(
  points: readonly { x: number; y: number }[],
  more: Partial<Incidents> = {},
): Incidents {
  return {
    kind: 'incidents',
    x: Float64Array.from(points, (p) => p.x),
    y: Float64Array.from(points, (p) => p.y),
    projection: null,
    startMs: null,
    endMs: null,
    weight: null,
    category: null,
    id: null,
    area: null,
    ...more,
  };
}

/** Seeded points: most in Gaussian clusters, the rest uniform over a square of `sideM`. */
export function clusteredPoints(count: number, seed: number, sideM = 6000) {
  const random = seededRandom(seed);
  const centres = Array.from({ length: 6 }, () => ({ x: random() * sideM, y: random() * sideM }));
  return Array.from({ length: count }, () => {
    if (random() > 0.8) return { x: random() * sideM, y: random() * sideM };
    const centre = centres[Math.floor(random() * centres.length)]!;
    return { x: centre.x + 200 * gaussian(random), y: centre.y + 200 * gaussian(random) };
  });
}
