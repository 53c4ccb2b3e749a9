import { DAY_MS, HOUR_MS } from '../../../../server/contract/units.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import type { Random } from '../../random.ts';
import { lngLatOf, type Point } from '../../world/plane.ts';
import {
  firstPoint,
  joinPaths,
  lastPoint,
  type Path,
  pathSeconds,
  slicePath,
  stay,
  straight,
} from '../path.ts';
import { RECEPTION } from '../receiver.ts';
import { combRoute } from '../route.ts';
import { bikeGait, followRoute, officerGait, walkGrid } from '../walk.ts';
import { type Ask, alone, type Behaviour, type Made, report } from './behaviour.ts';

/** Positions nobody walked: made by software, left lying about, or ridden. */

const middle = (ask: Ask): Point => {
  const { nodes } = ask.place.streets;
  return {
    x: nodes.reduce((sum, { x }) => sum + x, 0) / nodes.length,
    y: nodes.reduce((sum, { y }) => sum + y, 0) / nodes.length,
  };
};

const mix = (fixes: Fix[], change: (fix: Fix, index: number) => Partial<Fix>): Fix[] =>
  fixes.map((fix, index) => ({ ...fix, ...change(fix, index) }));

/** A route-playing app: believable noise and speeds, but the operating system tells on it, at least after a while. */
function mockProvider(ask: Ask): Made {
  const random = ask.random.fork('mock');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const fixes = report(ask, path, RECEPTION.open, random);
  const from = random.chance(0.5) ? 0 : Math.floor(fixes.length * random.uniform(0.05, 0.4));
  return alone(
    ask,
    mix(fixes, (_, k) => ({ mock: k >= from })),
  );
}

/** A pin set by hand: exactly one position for 8 to 30 minutes, then the next; the mock flag is hidden. */
function frozen(ask: Ask): Made {
  const random = ask.random.fork('pins');
  const pins = random.shuffle(ask.place.streets.nodes);
  const parts: Path[] = [];
  for (let left = ask.seconds, k = 0; left > 0; k++) {
    const seconds = Math.min(left, random.integer(8 * 60, 30 * 60));
    parts.push(stay(pins[k % pins.length]!, seconds));
    left -= seconds;
  }
  const path = joinPaths(...parts);
  const { plane } = ask.place.streets;
  const accuracyM = random.pick([3, 5, 10, 20]);
  return alone(
    ask,
    mix(report(ask, path, RECEPTION.filtered, random), (fix) => {
      const second = (fix.t - ask.startMs) / 1000;
      return {
        ...lngLatOf(plane, path.x[second]!, path.y[second]!),
        accuracyM,
        speedMps: 0,
        headingDeg: null,
      };
    }),
  );
}

/**
 * Interpolated along the streets at walking pace by a route-playing app, flag hidden: without the error every
 * receiver has, or with the app's own shaking, which differs from it in having no memory.
 */
const routePlayed =
  (shakesM: readonly number[]) =>
  (ask: Ask): Made => {
    const random = ask.random.fork('smooth');
    const speedMps = random.uniform(1.1, 1.5);
    const { streets } = ask.place;
    const route = combRoute(streets, random, ask.seconds * 1.6);
    const path = followRoute(streets, route, random, ask.seconds, {
      speedMps,
      speedSdMps: 0,
      changeS: 60,
      stopEveryS: 1e9,
      stopS: 0,
      swayM: 0,
    });
    const shakeM = random.pick(shakesM);
    const steadyAccuracy = random.chance(0.6) ? random.pick([3, 5, 8]) : null;
    return alone(
      ask,
      mix(report(ask, path, RECEPTION.open, random), (fix) => {
        const second = (fix.t - ask.startMs) / 1000;
        return {
          ...lngLatOf(
            streets.plane,
            path.x[second]! + random.normal(0, shakeM),
            path.y[second]! + random.normal(0, shakeM),
          ),
          speedMps: Math.round(speedMps * 100) / 100,
          accuracyM: steadyAccuracy ?? fix.accuracyM,
        };
      }),
    );
  };

/** At home kilometres away, with a well-made fake switched on for most of the time, never quite all of it. */
function teleport(ask: Ask): Made {
  const random = ask.random.fork('teleport');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const at = middle(ask);
  const angle = random.uniform(0, 2 * Math.PI);
  const awayM = random.uniform(1500, 6000);
  const home = { x: at.x + Math.cos(angle) * awayM, y: at.y + Math.sin(angle) * awayM };
  const lapses = random.integer(2, 5);
  for (let k = 0; k < lapses; k++) {
    const from = Math.floor(((k + random.uniform(0.1, 0.7)) * ask.seconds) / lapses);
    const until = Math.min(ask.seconds, from + random.integer(60, 300));
    path.x.fill(home.x, from, until);
    path.y.fill(home.y, from, until);
  }
  return alone(ask, report(ask, path, RECEPTION.street, random));
}

/** Rides an electric bicycle round the grid, walks a little at the start. */
function vehicle(ask: Ask): Made {
  const random = ask.random.fork('ride');
  const { streets } = ask.place;
  const onFoot = Math.round(ask.seconds * random.uniform(0, 0.35));
  const walk = walkGrid(streets, random.fork('walk'), Math.max(1, onFoot));
  const left = ask.seconds - pathSeconds(walk);
  const route = combRoute(streets, random, left * 9);
  const ride = followRoute(streets, route, random, left, bikeGait(random));
  const way = straight(lastPoint(walk), firstPoint(ride), 4);
  return alone(
    ask,
    report(ask, slicePath(joinPaths(walk, way, ride), 0, ask.seconds), RECEPTION.street, random),
  );
}

/** The clock is turned back or forward by hours, so that a walk of the evening stands for the morning's. */
function clockShifted(ask: Ask): Made {
  const random = ask.random.fork('clock');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const hours = random.uniform(2, 9) * (random.chance(0.75) ? -1 : 1);
  const clockAheadMs = Math.round(hours * HOUR_MS);
  return alone(ask, report(ask, path, RECEPTION.street, random, { clockAheadMs }));
}

/** Comes in four to ten days later, with nothing but the handheld's word for when it was walked. */
function lateUpload(ask: Ask): Made {
  const random = ask.random.fork('late');
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const heldBackMs = Math.round(random.uniform(4, 10) * DAY_MS);
  return alone(ask, report(ask, path, RECEPTION.street, random, { heldBackMs }));
}

/** A file edited by hand: see each forgery. */
function forgedSequence(ask: Ask): Made {
  const random = ask.random.fork('forged');
  return alone(ask, random.pick([excised, shuffled, spliced])(ask, random));
}

/** The part spent elsewhere is cut out and the rest moved up in time; the numbers tell. */
function excised(ask: Ask, random: Random): Fix[] {
  const cutS = random.integer(20, 50) * 60;
  const before = Math.round(ask.seconds * random.uniform(0.3, 0.7));
  const walk = walkGrid(ask.place.streets, random, ask.seconds + cutS, officerGait(random));
  const fixes = report({ ...ask, seconds: ask.seconds + cutS }, walk, RECEPTION.street, random);
  const fromMs = ask.startMs + before * 1000;
  const cutMs = cutS * 1000;
  return fixes
    .filter(({ t }) => t < fromMs || t >= fromMs + cutMs)
    .map((fix) =>
      fix.t < fromMs
        ? fix
        : {
            ...fix,
            t: fix.t - cutMs,
            sentMs: fix.sentMs === null ? null : fix.sentMs - cutMs,
            receivedMs: fix.receivedMs - cutMs,
          },
    );
}

/** Stretches of the walk are put in another order, so that the times run back and forth along the numbers. */
function shuffled(ask: Ask, random: Random): Fix[] {
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const fixes = report(ask, path, RECEPTION.street, random);
  const size = Math.ceil(fixes.length / random.integer(4, 9));
  const blocks = Array.from({ length: Math.ceil(fixes.length / size) }, (_, k) =>
    fixes.slice(k * size, (k + 1) * size),
  );
  const mixed = random.shuffle(blocks);
  // Chance may put them as they were.
  const inOrder = mixed.every((block, k) => block === blocks[k]);
  return (inOrder ? mixed.toReversed() : mixed).flat().map((fix, seq) => ({ ...fix, seq }));
}

/** Half the fixes were invented later and put between real ones, under numbers that were free. */
function spliced(ask: Ask, random: Random): Fix[] {
  const path = walkGrid(ask.place.streets, random, ask.seconds);
  const fixes = report(ask, path, RECEPTION.street, random);
  const from = Math.floor(fixes.length * random.uniform(0.2, 0.5));
  const until = Math.floor(fixes.length * random.uniform(0.6, 0.95));
  const invented = fixes.slice(from, until);
  const genuine = [...fixes.slice(0, from), ...fixes.slice(until)];
  return [...genuine, ...invented].map((fix, seq) => ({ ...fix, seq }));
}

export const FAKED = {
  'mock-provider': { label: 'cheating', make: mockProvider },
  frozen: { label: 'cheating', make: frozen },
  'too-smooth': { label: 'cheating', make: routePlayed([0, 0, 0.05, 0.2]) },
  'too-smooth-shaken': { label: 'cheating', make: routePlayed([0.5, 1, 2, 3]) },
  teleport: { label: 'cheating', make: teleport },
  vehicle: { label: 'cheating', make: vehicle },
  'clock-shifted': { label: 'cheating', make: clockShifted },
  'late-upload': { label: 'cheating', make: lateUpload },
  'forged-sequence': { label: 'cheating', make: forgedSequence },
} as const satisfies Record<string, Behaviour>;
