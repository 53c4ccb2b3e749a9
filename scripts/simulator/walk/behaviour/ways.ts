import { DAY_MS } from '../../../../server/contract/units.ts';
import type { Random } from '../../random.ts';
import { nearestNode } from '../../world/streets.ts';
import { joinPaths, lastPoint, shiftPath } from '../path.ts';
import { RECEPTION, type Reception } from '../receiver.ts';
import { combRoute } from '../route.ts';
import { followRoute, type Gait, officerGait, walkGrid } from '../walk.ts';
import {
  type Ask,
  alone,
  type Behaviour,
  bystander,
  earlier,
  type Made,
  report,
} from './behaviour.ts';

/** Honest ways of walking that are not the ordinary one. */

/** Up and down old alleys: slow, winding, badly seen from above. */
const ALLEYS: Reception = {
  ...RECEPTION.street,
  sigmaM: [5, 11],
  jumpsPerHour: 4,
  gapsPerHour: 2,
  gapS: 60,
};

const GAITS = {
  alleys: (random: Random): Gait => ({
    ...officerGait(random),
    speedMps: random.uniform(0.75, 1.05),
    speedSdMps: 0.15,
    swayM: 2.5,
  }),
  /** A wheelchair or a bicycle that is pushed: slow, even, seldom standing. */
  pushing: (random: Random): Gait => ({
    speedMps: random.uniform(0.8, 1.2),
    speedSdMps: random.uniform(0.05, 0.1),
    changeS: 60,
    stopEveryS: random.uniform(400, 1200),
    stopS: random.uniform(15, 40),
    swayM: 0.5,
  }),
  /** As on a treadmill: one pace kept, a crossing now and then. */
  even: (random: Random): Gait => ({
    speedMps: random.uniform(1.15, 1.45),
    speedSdMps: random.uniform(0.04, 0.07),
    changeS: random.uniform(30, 90),
    stopEveryS: random.uniform(600, 1500),
    stopS: random.uniform(10, 30),
    swayM: 0.7,
  }),
  /** From stall to stall. */
  market: (random: Random): Gait => ({
    speedMps: random.uniform(0.5, 0.9),
    speedSdMps: 0.15,
    changeS: 10,
    stopEveryS: random.uniform(30, 80),
    stopS: random.uniform(8, 25),
    swayM: 2,
  }),
};

const withGait =
  (gait: keyof typeof GAITS, reception: Reception) =>
  (ask: Ask): Made => {
    const random = ask.random.fork('walk');
    const path = walkGrid(ask.place.streets, random, ask.seconds, GAITS[gait](random.fork('gait')));
    return alone(ask, report(ask, path, reception, ask.random));
  };

/** The same round day after day for a year, at nearly the same minute, compared with the last six. */
function dailyRound(ask: Ask): Made {
  const { streets } = ask.place;
  const route = combRoute(streets, ask.random.fork('round'), ask.seconds * 1.6 + 200);
  const gait = officerGait(ask.random.fork('gait'));
  const day = (back: number) => {
    const random = ask.random.fork(`day/${back}`);
    const startMs = ask.startMs - back * DAY_MS + (back ? random.integer(-120, 120) * 1000 : 0);
    const path = followRoute(streets, route, random, ask.seconds, gait);
    return report({ ...ask, startMs }, path, RECEPTION.open, random);
  };
  return {
    fixes: day(0),
    history: ask.withCompany ? Array.from({ length: 6 }, (_, k) => day(k + 1)) : [],
    others: bystander(ask),
  };
}

/** Three to five colleagues set out together from one door, and each goes on alone after five to twenty minutes. */
function startTogether(ask: Ask): Made {
  const random = ask.random.fork('together');
  const { streets } = ask.place;
  const sharedS = random.integer(300, 1200);
  const route = combRoute(streets, random, sharedS * 1.6 + 100);
  const others = ask.withCompany ? random.integer(2, 4) : 0;
  const walk = (k: number) => {
    const own = ask.random.fork(`walker/${k}`);
    const shared = followRoute(
      streets,
      route,
      random.fork('shared'),
      sharedS,
      officerGait(random.fork('gait')),
    );
    const beside = { x: own.uniform(-1.5, 1.5), y: own.uniform(-1.5, 1.5) };
    const gait = officerGait(own);
    const alone = combRoute(streets, own, ask.seconds * 2, nearestNode(streets, lastPoint(shared)));
    const rest = followRoute(streets, alone, own, ask.seconds - sharedS, gait);
    const path = joinPaths(shiftPath(shared, beside), rest);
    const asked = { ...ask, handheldId: ask.handheldId + k };
    return report(asked, path, RECEPTION.street, own.fork('seen'));
  };
  return {
    fixes: walk(0),
    history: earlier(ask, 2),
    others: Array.from({ length: others }, (_, k) => walk(k + 1)),
  };
}

export const WAYS = {
  'honest-alleys': { label: 'honest', make: withGait('alleys', ALLEYS) },
  'honest-pushing': { label: 'honest', make: withGait('pushing', RECEPTION.street) },
  'honest-even-pace': { label: 'honest', make: withGait('even', RECEPTION.open) },
  'honest-market': { label: 'honest', make: withGait('market', RECEPTION.street) },
  'honest-daily-round': { label: 'honest', make: dailyRound },
  'honest-start-together': { label: 'honest', make: startTogether },
} as const satisfies Record<string, Behaviour>;
