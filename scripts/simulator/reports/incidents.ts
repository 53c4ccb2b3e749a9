import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { SEVERITIES } from '../../../server/contract/incidents/incident.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { clockOf } from '../calendar.ts';
import { createRandom, type Random } from '../random.ts';
import { FIELDS, type Field, filedUnder, HOURS } from '../world/categories.ts';
import { cornerPoint } from '../world/lattice.ts';
import { lngLatOf, type Point } from '../world/plane.ts';
import { SCENARIOS } from '../world/scenarios.ts';
import type { World } from '../world/world.ts';

export interface SimIncident {
  id: string;
  category: string;
  severity: (typeof SEVERITIES)[number];
  foundBy: 'reported' | 'detected';
  position: LngLat;
  /** It happened between these two moments, Unix ms; equal where the moment is known. */
  fromMs: number;
  toMs: number;
  gridCode: string;
  /** Truth: the planted hot spot it comes from, or null. Never to be given to an analysis. */
  hotSpot: number | null;
}

/** A planted hot spot: what an analysis ought to find. */
export interface HotSpot {
  index: number;
  gridCode: string;
  centre: LngLat;
  /** Standard deviation of the places about the centre, metres an axis. */
  spreadM: number;
  /** Only this field of matters, by key. */
  field: string;
  /** Share of all incidents while it burns. */
  share: number;
  /** Burns from here on, Unix ms; before, there is nothing. */
  fromMs: number;
  toMs: number;
}

export const SEVERITY = [
  ['minor', 0.62],
  ['moderate', 0.27],
  ['serious', 0.09],
  ['severe', 0.02],
] as const;

/** Share of incidents that come from hot spots while all burn. */
const PLANTED = 0.25;

/** Expected incidents a year in a world of this scale. */
export function incidentsPerYear({ scenario, areas }: World): number {
  const { grids, incidentsPerYear: full } = SCENARIOS[scenario];
  return (full * areas.filter(({ level }) => level === 'grid').length) / grids;
}

/**
 * The hot spots planted in a world for a period: one for 40 grids, three at least.
 * Every third flares up within the period, the others burn throughout.
 */
export function plantHotSpots(world: World, fromMs: number, toMs: number): HotSpot[] {
  const random = createRandom(`${world.scenario}/${world.seed}/hot spots`);
  const grids = random.shuffle(world.areas.filter(({ level }) => level === 'grid'));
  const count = Math.min(30, Math.max(3, Math.round(grids.length / 40)));
  const fields = fieldsOf(world);
  return grids.slice(0, count).map(({ code }, index) => ({
    index,
    gridCode: code,
    centre: lngLatOf(world.ground.lattice.plane, ...xy(pointIn(world, code, random))),
    spreadM: random.uniform(30, 70),
    field: random.weighted(fields.map((field) => [field.key, field.weight] as const)),
    share: PLANTED / count,
    fromMs: index % 3 === 2 ? fromMs + (toMs - fromMs) * random.uniform(0.3, 0.8) : fromMs,
    toMs,
  }));
}

/**
 * The incidents of a period, in order of `fromMs` day by day. Every day depends on the world and the day only,
 * so any part of a year can be drawn by itself.
 */
export function* incidentsOf(
  world: World,
  hotSpots: readonly HotSpot[],
  fromMs: number,
  toMs: number,
): Generator<SimIncident> {
  const perDay = incidentsPerYear(world) / 365;
  const background = backgroundOf(world);
  for (let day = Math.floor(fromMs / DAY_MS); day * DAY_MS < toMs; day++) {
    const random = createRandom(`${world.scenario}/${world.seed}/incidents/${day}`);
    const hours = new Map(
      background.fields.map((field) => [field.key, hourWeights(world, field, day * DAY_MS)]),
    );
    const count = random.poisson(perDay * random.gamma(60, 1));
    const drawn = Array.from({ length: count }, () =>
      draw(world, hotSpots, background, hours, day * DAY_MS, random),
    ).sort((a, b) => a.fromMs - b.fromMs);
    for (const [k, incident] of drawn.entries())
      if (incident.fromMs >= fromMs && incident.fromMs < toMs)
        yield { ...incident, id: `S${day}-${String(k + 1).padStart(6, '0')}` };
  }
}

function draw(
  world: World,
  hotSpots: readonly HotSpot[],
  background: Background,
  hours: ReadonlyMap<string, HourWeights>,
  moment: number,
  random: Random,
): SimIncident {
  const { plane } = world.ground.lattice;
  const spot = hotSpots.find(
    // One draw for each: shares are small, so the order matters less than a per cent.
    ({ share, fromMs, toMs }) => random.chance(share) && moment >= fromMs && moment < toMs,
  );
  const field = spot
    ? background.fields.find(({ key }) => key === spot.field)!
    : random.weighted(background.weighted);
  const gridCode = spot?.gridCode ?? background.drawGrid(random);
  const fromMs =
    moment + random.weighted(hours.get(field.key)!) * HOUR_MS + random.integer(0, HOUR_MS - 1);
  const unsureMs = field.unsureH === 0 ? 0 : random.exponential(field.unsureH) * HOUR_MS;
  return {
    id: '',
    category: random.pick(background.categories.get(field.key)!),
    severity: random.weighted(SEVERITY),
    foundBy: random.chance(0.57) ? 'reported' : 'detected',
    position: spot
      ? scattered(plane, spot, random)
      : lngLatOf(plane, ...xy(pointIn(world, gridCode, random))),
    fromMs,
    toMs: fromMs + Math.round(unsureMs),
    gridCode,
    hotSpot: spot?.index ?? null,
  };
}

type Background = ReturnType<typeof backgroundOf>;

/** Uneven rates of grids without any hot spot: gamma-distributed, and higher where people live closer. */
function backgroundOf(world: World) {
  const random = createRandom(`${world.scenario}/${world.seed}/background`);
  const density = { urban: 1.3, 'urban-village': 1.5, rural: 0.6, park: 0.8 };
  const grids = world.areas.filter(({ level }) => level === 'grid');
  let total = 0;
  const upTo = grids.map(({ gridType }) => {
    total += random.gamma(3, density[gridType ?? 'urban']);
    return total;
  });
  const fields = fieldsOf(world);
  return {
    fields,
    weighted: fields.map((field) => [field, field.weight] as const),
    categories: new Map(
      fields.map((field) => [
        field.key,
        filedUnder(world.categories, field).map(({ code }) => code),
      ]),
    ),
    drawGrid(from: Random): string {
      const mark = from.next() * total;
      let low = 0;
      let high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! > mark) high = middle;
        else low = middle + 1;
      }
      return grids[low]!.code;
    },
  };
}

export const fieldsOf = (world: World): Field[] =>
  FIELDS.filter((field) => filedUnder(world.categories, field).length > 0);

export type HourWeights = readonly (readonly [number, number])[];

/** Weight of each hour of a UTC day, from the field's profile over the local hours of the week. */
export function hourWeights(world: World, { hours }: Field, dayMs: number): HourWeights {
  const { weekend, at } = HOURS[hours];
  return Array.from({ length: 24 }, (_, hour) => {
    const local = clockOf(dayMs + hour * HOUR_MS, world.timeZone);
    return [hour, at(local.hour) * (local.weekday > 5 ? weekend : 1)] as const;
  });
}

export function scattered(
  plane: World['ground']['lattice']['plane'],
  { centre, spreadM }: Pick<HotSpot, 'centre' | 'spreadM'>,
  random: Random,
): LngLat {
  const east = random.normal(0, spreadM);
  const north = random.normal(0, spreadM);
  return {
    lng: Math.round((centre.lng + east / plane.metresPerLng) * 1e6) / 1e6,
    lat: Math.round((centre.lat + north / plane.metresPerLat) * 1e6) / 1e6,
  };
}

/** A place in one of the grid's blocks, even over the block. */
export function pointIn({ ground }: World, gridCode: string, random: Random): Point {
  const { i, j } = random.pick(ground.cellsOf.get(gridCode)!);
  const [u, v] = [random.next(), random.next()];
  const corner = (di: number, dj: number) => cornerPoint(ground.lattice, { i: i + di, j: j + dj });
  const [a, b, c, d] = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
  const blend = (key: 'x' | 'y') =>
    (1 - v) * ((1 - u) * a[key] + u * b[key]) + v * ((1 - u) * c[key] + u * d[key]);
  return { x: blend('x'), y: blend('y') };
}

const xy = ({ x, y }: Point) => [x, y] as const;
