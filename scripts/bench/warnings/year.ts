import { booleanPointInPolygon } from '@turf/turf';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { cellOf, cellsTouching } from '../../../server/domain/geo/h3.ts';
import { buildGround, type Ground } from '../../../server/domain/risk/ground.ts';
import { type RiskDay, riskDay } from '../../../server/domain/risk/risk-day.ts';
import { createRandom } from '../../simulator/random.ts';
import { incidentsOf, plantHotSpots, type SimIncident } from '../../simulator/reports/incidents.ts';
import {
  incidentsOfOutbreak,
  type Outbreak,
  plantOutbreak,
} from '../../simulator/reports/outbreak.ts';
import { buildWorld, type World } from '../../simulator/world/world.ts';

export const RESOLUTION = 10;
export const DAYS = 365;
/** The outbreak starts between these days of the year. */
const START_D = { least: 200, most: 340 };
/** 2025-01-01 00:00 in the district's time zone. */
export const FROM_MS = Date.UTC(2024, 11, 31, 16);

/** A year of a district as the methods see it. */
export interface Year {
  seed: number;
  world: World;
  ground: Ground;
  categories: string[];
  outbreak: Outbreak;
  /** Day of the year the outbreak starts on. */
  startD: number;
  /** By day, without and with the outbreak's reports. */
  days: RiskDay[];
  /** Reports by day, grid and category: counts[(day · grids + grid) · categories + category]. */
  counts: Uint16Array;
  grids: number;
  /** Grids some report of the outbreak lies in. */
  struck: Set<number>;
  reports: number;
}

/** A report counts on the day it is known of: the end of the interval it happened within. */
const dayOf = ({ toMs }: SimIncident) => Math.floor((toMs - FROM_MS) / DAY_MS);

/** Draws a year of `luqiao` with an outbreak at any place, in any field, from any day of its later part. Hot spots burn throughout. */
export function drawYear(seed: number, size: { perDay: number; spreadM: number }): Year {
  const world = buildWorld({ scenario: 'luqiao', seed: `warnings ${seed}` });
  const ground = buildGround(cellsTouching(world.areas[0]!.geometry, RESOLUTION));
  const categories = world.categories.map(({ code }) => code).sort();
  const gridAreas = world.areas.filter(({ level }) => level === 'grid');
  const gridOf = new Map(gridAreas.map(({ code }, k) => [code, k]));
  const startD = createRandom(`warnings ${seed}`).integer(START_D.least, START_D.most);
  const outbreak = plantOutbreak(world, seed, {
    ...size,
    fromMs: FROM_MS + startD * DAY_MS,
    days: 21,
  });
  const untilMs = FROM_MS + DAYS * DAY_MS;
  const hotSpots = plantHotSpots(world, FROM_MS, untilMs).filter(
    ({ fromMs }) => fromMs === FROM_MS,
  );
  const counts = new Uint16Array(DAYS * gridAreas.length * categories.length);
  const lists: { place: number; stream: number }[][] = Array.from({ length: DAYS }, () => []);
  let reports = 0;
  const add = (incident: SimIncident, grid: number) => {
    const day = dayOf(incident);
    if (day < 0 || day >= DAYS) return;
    const category = categories.indexOf(incident.category);
    reports += 1;
    lists[day]!.push({
      place: ground.indexOf.get(cellOf(incident.position, RESOLUTION)) ?? -1,
      stream: category + 1,
    });
    if (grid >= 0) counts[(day * gridAreas.length + grid) * categories.length + category]! += 1;
  };
  for (const incident of incidentsOf(world, hotSpots, FROM_MS, untilMs))
    add(incident, gridOf.get(incident.gridCode)!);
  const struck = new Set<number>();
  for (const incident of incidentsOfOutbreak(world, outbreak)) {
    const grid = gridAreas.findIndex(({ geometry }) => holds(geometry, incident.position));
    if (grid >= 0) struck.add(grid);
    add(incident, grid);
  }
  return {
    seed,
    world,
    ground,
    categories,
    outbreak,
    startD,
    days: lists.map((list, day) => riskDay(day, list)),
    counts,
    grids: gridAreas.length,
    struck,
    reports,
  };
}

const holds = (geometry: World['areas'][number]['geometry'], { lng, lat }: LngLat) =>
  booleanPointInPolygon([lng, lat], geometry);
