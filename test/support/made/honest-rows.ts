import { createRandom } from '../../../scripts/simulator/random.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { fixRows } from './fix-rows.ts';

const DEG_PER_M = 1 / 111_000;
/** How much of a receiver's error is left after 5 s. */
const KEPT = 0.97;

/** Rows of `fixRows` with the wandering error of a real receiver, 4 m or so: a walk no rule finds too smooth. */
export function honestRows(...args: Parameters<typeof fixRows>) {
  const random = createRandom(`receiver ${args[0]} ${args[1].from}`);
  let [east, north] = [random.normal(0, 3), random.normal(0, 3)];
  return fixRows(...args).map((row) => {
    east = KEPT * east + random.normal(0, 3 * Math.sqrt(1 - KEPT ** 2));
    north = KEPT * north + random.normal(0, 3 * Math.sqrt(1 - KEPT ** 2));
    const position = { lng: row.lng + east * DEG_PER_M * 1.14, lat: row.lat + north * DEG_PER_M };
    return { ...row, ...position, cell: cellOf(position) };
  });
}
