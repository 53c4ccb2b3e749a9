import { bbox } from '@turf/bbox';
import type { MultiPolygon } from 'geojson';
import type { Incidents, Lattice } from './input.ts';
import { planeAround } from './projection.ts';
import { studyArea } from './study-area.ts';

/** Incidents as the store hands them over: columns of one page. Times Unix ms, degrees WGS-84. */
export interface IncidentPage {
  id: string[];
  category: string[];
  from: number[];
  to: number[];
  lng: number[];
  lat: number[];
  grid: (string | null)[];
}

/** A grid of the study: its polygon and the hours of verified patrol it saw in the period. */
export interface StudyGrid {
  code: string;
  geometry: MultiPolygon;
  patrolHours: number;
}

const join = <K extends keyof IncidentPage>(pages: readonly IncidentPage[], key: K) =>
  pages.flatMap((page) => page[key] as IncidentPage[K][number][]);

/** Pages of stored incidents as the input of a method, in a plane around them. */
export function incidentsOf(pages: readonly IncidentPage[], area: MultiPolygon | null): Incidents {
  const plane = planeAround(join(pages, 'lng') as number[], join(pages, 'lat') as number[]);
  return {
    kind: 'incidents',
    ...plane,
    startMs: Float64Array.from(join(pages, 'from') as number[]),
    endMs: Float64Array.from(join(pages, 'to') as number[]),
    weight: null,
    category: join(pages, 'category') as string[],
    id: join(pages, 'id') as string[],
    area: area && studyArea(area, plane.projection),
  };
}

/** Counts by grid with patrol hours as the denominator; incidents outside every grid are not in it. */
export function gridLattice(pages: readonly IncidentPage[], grids: readonly StudyGrid[]): Lattice {
  const index = new Map(grids.map(({ code }, i) => [code, i]));
  const values = new Float64Array(grids.length);
  for (const code of join(pages, 'grid') as (string | null)[]) {
    const i = code === null ? undefined : index.get(code);
    if (i !== undefined) values[i]!++;
  }
  return {
    kind: 'lattice',
    id: grids.map(({ code }) => code),
    steps: 1,
    values,
    population: Float64Array.from(grids, ({ patrolHours }) => patrolHours),
    denominator: 'patrolHours',
    links: null,
    stepMs: null,
    ...middlesOf(grids),
    geometry: grids.map(({ geometry }) => geometry),
  };
}

/** The middle of each grid's bounding box, in a plane around them: what a band of distance reaches. */
function middlesOf(grids: readonly StudyGrid[]) {
  const middles = grids.map(({ geometry }) => {
    const [west, south, east, north] = bbox(geometry);
    return { lng: (west + east) / 2, lat: (south + north) / 2 };
  });
  const { x, y } = planeAround(
    middles.map(({ lng }) => lng),
    middles.map(({ lat }) => lat),
  );
  return { x, y };
}

/** The input of a study of the store before it is read: empty, to ask which parameters have a meaning for its like. */
export const inputAhead = (countsGrids: boolean): Incidents | Lattice =>
  countsGrids
    ? gridLattice([], [])
    : { ...incidentsOf([], null), area: { polygons: [], areaM2: 0 } };
