import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { midnightBefore } from '../calendar.ts';
import { createRandom } from '../random.ts';
import { filedUnder } from '../world/categories.ts';
import { lngLatOf } from '../world/plane.ts';
import type { World } from '../world/world.ts';
import {
  fieldsOf,
  hourWeights,
  pointIn,
  SEVERITY,
  type SimIncident,
  scattered,
} from './incidents.ts';

/** Extra reports of one field about one place, from one day on: what a warning ought to tell of. */
export interface Outbreak {
  gridCode: string;
  centre: LngLat;
  /** Standard deviation of the places about the centre, metres an axis. */
  spreadM: number;
  /** Field of matters, by key. */
  field: string;
  /** Reports a day beyond the usual, on average. */
  perDay: number;
  /** Local midnight at which it starts, and at which it is over, Unix ms. */
  fromMs: number;
  toMs: number;
}

/** An outbreak at any place of a world, in any field; `seed` draws both. */
export function plantOutbreak(
  world: World,
  seed: string | number,
  size: Pick<Outbreak, 'spreadM' | 'perDay' | 'fromMs'> & { days: number },
): Outbreak {
  const random = createRandom(`${world.scenario}/${world.seed}/outbreak/${seed}`);
  const { code } = random.pick(world.areas.filter(({ level }) => level === 'grid'));
  const fromMs = midnightBefore(size.fromMs, world.timeZone);
  return {
    gridCode: code,
    centre: placeIn(world, code, random),
    spreadM: size.spreadM,
    field: random.pick(fieldsOf(world)).key,
    perDay: size.perDay,
    fromMs,
    toMs: fromMs + size.days * DAY_MS,
  };
}

function placeIn(world: World, code: string, random: ReturnType<typeof createRandom>): LngLat {
  const { x, y } = pointIn(world, code, random);
  return lngLatOf(world.ground.lattice.plane, x, y);
}

/** The reports an outbreak adds, in order of `fromMs`; they keep the hours and the vagueness of their field. */
export function incidentsOfOutbreak(world: World, outbreak: Outbreak): SimIncident[] {
  const { centre, fromMs, gridCode, perDay, spreadM, toMs } = outbreak;
  const random = createRandom(
    `${world.scenario}/${world.seed}/outbreak at ${fromMs} ${centre.lng} ${centre.lat}`,
  );
  const field = fieldsOf(world).find(({ key }) => key === outbreak.field)!;
  const categories = filedUnder(world.categories, field).map(({ code }) => code);
  const found: SimIncident[] = [];
  for (let day = fromMs; day < toMs; day += DAY_MS) {
    const hours = hourWeights(world, field, day);
    for (let left = random.poisson(perDay); left > 0; left--) {
      const at = day + random.weighted(hours) * HOUR_MS + random.integer(0, HOUR_MS - 1);
      const unsureMs = field.unsureH === 0 ? 0 : random.exponential(field.unsureH) * HOUR_MS;
      found.push({
        id: '',
        category: random.pick(categories),
        severity: random.weighted(SEVERITY),
        foundBy: random.chance(0.57) ? 'reported' : 'detected',
        position: scattered(world.ground.lattice.plane, { centre, spreadM }, random),
        fromMs: at,
        toMs: at + Math.round(unsureMs),
        gridCode,
        hotSpot: null,
      });
    }
  }
  return found
    .sort((a, b) => a.fromMs - b.fromMs)
    .map((incident, k) => ({
      ...incident,
      id: `B${Math.floor(fromMs / DAY_MS)}-${String(k + 1).padStart(5, '0')}`,
    }));
}
