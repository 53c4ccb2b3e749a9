import type { LiveBoard } from '../../../server/ingest/live-board.ts';

export interface Place {
  gridId: number;
  lng: number;
  lat: number;
}

const GRIDS = 5_811;

/** Where the grids of a city lie, a hundredth of a degree apart. */
export const gridPlaces = () =>
  Array.from({ length: GRIDS }, (_, k) => ({
    gridId: k + 1,
    lng: 114 + (k % 76) * 0.01,
    lat: 34 + Math.floor(k / 76) * 0.01,
  }));

/** Officers who walk round their places, one after the other, as `walk` says how many. */
export function createWalkers(board: LiveBoard, places: readonly Place[], officers: number) {
  const all = Array.from({ length: officers }, (_, k) => {
    const place = places[k % places.length]!;
    const officerId = k + 1;
    return {
      place,
      officerId,
      duty: {
        officerId,
        officerName: `officer ${officerId}`,
        grid: {
          id: place.gridId,
          name: '',
          timeZone: 'Asia/Shanghai',
          geometry: { type: 'MultiPolygon' as const, coordinates: [] },
        },
        rules: null,
        offDuty: () => null,
        leave: [],
        standsIn: null,
        inGrid: () => true,
      },
    };
  });
  let next = 0;
  let step = 0;
  return {
    /** The next `count` officers take a step of about 7 m. */
    walk(count: number, t = Date.now()): void {
      for (let i = 0; i < count; i++) {
        const { place, officerId, duty } = all[next]!;
        const angle = officerId + step * 0.1;
        const lng = place.lng + 0.0007 * Math.cos(angle);
        const lat = place.lat + 0.0007 * Math.sin(angle);
        board.observe(officerId, duty, [{ lng, lat, t, marks: [] }]);
        next = (next + 1) % all.length;
        if (next === 0) step++;
      }
    },
  };
}
