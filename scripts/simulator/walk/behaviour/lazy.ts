import type { Random } from '../../random.ts';
import type { Point } from '../../world/plane.ts';
import {
  firstPoint,
  joinPaths,
  lastPoint,
  pathSeconds,
  shiftPath,
  slicePath,
  stay,
  straight,
} from '../path.ts';
import { RECEPTION } from '../receiver.ts';
import { streetRoute } from '../route.ts';
import { followRoute, officerGait, walkGrid } from '../walk.ts';
import { type Ask, alone, type Behaviour, type Made, report } from './behaviour.ts';

const minutes = (random: Random, low: number, high: number) =>
  Math.round(random.uniform(low, high) * 60);

/** A point well outside the grid: beyond its farthest node by `beyondM` or more. */
function elsewhere(ask: Ask, random: Random, beyondM: number): Point {
  const { nodes } = ask.place.streets;
  const middle = {
    x: nodes.reduce((sum, { x }) => sum + x, 0) / nodes.length,
    y: nodes.reduce((sum, { y }) => sum + y, 0) / nodes.length,
  };
  const reach = Math.max(...nodes.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)));
  const angle = random.uniform(0, 2 * Math.PI);
  return {
    x: middle.x + Math.cos(angle) * (reach + beyondM),
    y: middle.y + Math.sin(angle) * (reach + beyondM),
  };
}

const seen = (ask: Ask, path: Parameters<typeof report>[1], seconds?: number): Made => {
  const reception = ask.random
    .fork('place')
    .pick([RECEPTION.open, RECEPTION.street, RECEPTION.filtered]);
  return alone(ask, report(ask, path, reception, ask.random), seconds);
};

/** Ends the patrol after a quarter to seven tenths of the time. */
function tooShort(ask: Ask): Made {
  const seconds = Math.round(ask.seconds * ask.random.fork('share').uniform(0.25, 0.7));
  return seen(ask, walkGrid(ask.place.streets, ask.random.fork('walk'), seconds), seconds);
}

/** Walks for 10 to 30 minutes, sits in one place for the rest, perhaps changes the bench once. */
function mostlyIdle(ask: Ask): Made {
  const random = ask.random.fork('idle');
  const walk = walkGrid(ask.place.streets, random, minutes(random, 10, 30));
  const cut = Math.round(pathSeconds(walk) * random.uniform(0.3, 1));
  const first = slicePath(walk, 0, cut);
  const second = slicePath(walk, cut, pathSeconds(walk));
  const left = ask.seconds - pathSeconds(walk);
  const sit = Math.round(left * random.uniform(0.4, 1));
  const end = pathSeconds(second) > 0 ? lastPoint(second) : lastPoint(first);
  return seen(ask, joinPaths(first, stay(lastPoint(first), sit), second, stay(end, left - sit)));
}

/** Up and down one street for the whole time: the minutes are there, the grid is not seen. */
function oneStreet(ask: Ask): Made {
  const random = ask.random.fork('street');
  const { streets } = ask.place;
  const route = streetRoute(streets, random, random.uniform(120, 280), ask.seconds * 1.7);
  return seen(ask, followRoute(streets, route, random, ask.seconds, officerGait(random)));
}

/** Walks streets like the grid's own, but somewhere else, for most of the time. */
function outside(ask: Ask): Made {
  const random = ask.random.fork('outside');
  const { streets } = ask.place;
  const walk = walkGrid(streets, random, Math.round(ask.seconds * random.uniform(0.1, 0.45)));
  const angle = random.uniform(0, 2 * Math.PI);
  const awayM = extentM(ask) + random.uniform(100, 600);
  const stroll = shiftPath(walkGrid(streets, random.fork('stroll'), ask.seconds), {
    x: Math.cos(angle) * awayM,
    y: Math.sin(angle) * awayM,
  });
  const way = straight(lastPoint(walk), firstPoint(stroll), 1.3);
  return seen(ask, slicePath(joinPaths(walk, way, stroll), 0, ask.seconds));
}

/** Diagonal of the streets' bounding box. */
function extentM({ place }: Ask): number {
  const xs = place.streets.nodes.map(({ x }) => x);
  const ys = place.streets.nodes.map(({ y }) => y);
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/** Goes home after 40 to 85 minutes with the patrol still running. */
function leavesEarly(ask: Ask): Made {
  const random = ask.random.fork('leaves');
  const walk = walkGrid(ask.place.streets, random, minutes(random, 40, 85));
  const home = elsewhere(ask, random, random.uniform(400, 2000));
  const way = straight(lastPoint(walk), home, random.uniform(1.2, 4));
  const left = Math.max(0, ask.seconds - pathSeconds(walk) - pathSeconds(way));
  return seen(ask, slicePath(joinPaths(walk, way, stay(home, left)), 0, ask.seconds));
}

export const LAZY = {
  'too-short': { label: 'lazy', make: tooShort },
  'mostly-idle': { label: 'lazy', make: mostlyIdle },
  'one-street': { label: 'lazy', make: oneStreet },
  outside: { label: 'lazy', make: outside },
  'leaves-early': { label: 'lazy', make: leavesEarly },
} as const satisfies Record<string, Behaviour>;
