import { DAY_MS } from '../../../server/contract/units.ts';
import { createSecret } from '../../../server/domain/accounts/secret.ts';
import type { SeedWorld } from '../../../server/services/areas/seed-world.ts';

/** Since when a world is on record: figures of years in which nobody walked would be worked out beside what is measured. */
export const sinceRecently = () => ({ from: new Date(Date.now() - 2 * DAY_MS) });

/** One grid, and as many officers with a handheld each as asked for. */
export function benchWorld(handhelds: number): SeedWorld {
  const geometry: SeedWorld['areas'][number]['geometry'] = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [121.37, 28.58],
          [121.374, 28.58],
          [121.374, 28.584],
          [121.37, 28.584],
          [121.37, 28.58],
        ],
      ],
    ],
  };
  const numbers = Array.from({ length: handhelds }, (_, k) => String(k + 1).padStart(5, '0'));
  return {
    timeZone: 'Asia/Shanghai',
    areas: [
      {
        code: 'D',
        name: 'district',
        level: 'district',
        parentCode: null,
        gridType: null,
        geometry,
      },
      { code: 'G', name: 'grid', level: 'grid', parentCode: 'D', gridType: 'urban', geometry },
    ],
    officers: numbers.map((n) => ({
      code: `O${n}`,
      name: `officer ${n}`,
      category: 'full-time',
      gridCode: 'G',
    })),
    handhelds: numbers.map((n) => ({
      code: `H${n}`,
      secret: createSecret(),
      datum: 'wgs84',
      officerCode: `O${n}`,
    })),
    categories: [],
    windows: [],
  };
}
