import { DAY_MS, MINUTE_MS } from '../../../../server/contract/units.ts';
import { joinPaths, lastPoint, shiftPath, stay, straight } from '../path.ts';
import { RECEPTION } from '../receiver.ts';
import { type Ask, alone, type Behaviour, type Made, ordinary, report } from './behaviour.ts';
import { twoInOnePocket } from './copied.ts';
import { truth, walked } from './honest.ts';

/** What happens around an honest walk: who else is out, whose handheld it is, which buttons are pressed. */

/** A whole town is out at once. */
const inTown = (ask: Ask): Made => ({
  ...walked(ask, 'street'),
  others: ask.colleagues?.() ?? [],
});

/** Two officers swap their handhelds on the way, and the swap is put on record. */
function sharedHandheld(ask: Ask): Made {
  const made = walked(ask, 'street');
  const swapAt = ask.startMs + ask.random.fork('swap').uniform(0.2, 0.8) * ask.seconds * 1000;
  const [one, other] = [ask.handheldId, ask.handheldId + 1];
  const held = (fixes: Made['fixes'], before: number, after: number) =>
    fixes.map((fix) => ({ ...fix, handheldId: fix.t < swapAt ? before : after }));
  return {
    ...made,
    fixes: held(made.fixes, one, other),
    others: made.others.map((fixes) => held(fixes, other, one)),
  };
}

/** The end is never pressed: the handheld lies at home, some streets away, until the patrol is closed for its officer. */
function forgottenEnd(ask: Ask): Made {
  const random = ask.random.fork('home');
  const walk = truth(ask);
  const end = lastPoint(walk);
  const angle = random.uniform(0, 2 * Math.PI);
  const awayM = random.uniform(200, 1500);
  const home = { x: end.x + Math.cos(angle) * awayM, y: end.y + Math.sin(angle) * awayM };
  const way = straight(end, home, 1.3);
  const path = joinPaths(walk, way, stay(home, random.integer(30, 240) * 60));
  const seconds = path.x.length;
  return alone(ask, report({ ...ask, seconds }, path, RECEPTION.filtered, ask.random), seconds);
}

/** The start is never pressed: the handheld lies in an office beside the grid, and the patrol is recognised from its track. */
function forgottenStart(ask: Ask): Made {
  const random = ask.random.fork('office');
  const walk = truth(ask);
  const angle = random.uniform(0, 2 * Math.PI);
  const office = shiftPath(stay({ x: walk.x[0]!, y: walk.y[0]! }, random.integer(10, 40) * 60), {
    x: Math.cos(angle) * 600,
    y: Math.sin(angle) * 600,
  });
  const way = straight(lastPoint(office), { x: walk.x[0]!, y: walk.y[0]! }, 1.3);
  const before = office.x.length + way.x.length;
  const startMs = ask.startMs - before * 1000;
  const path = joinPaths(office, way, walk);
  return {
    ...alone(ask, report({ ...ask, startMs }, path, RECEPTION.street, ask.random)),
    undeclared: true,
  };
}

/** Somebody else walks the grid for its officer, whose earlier walks are what this one is compared with. */
function standIn(ask: Ask): Made {
  const made = walked(ask, 'street');
  const history = made.history.map((_, k) => {
    const random = ask.random.fork(`absent/${k}`);
    const startMs = ask.startMs - (k + 1) * DAY_MS + random.integer(-40, 40) * MINUTE_MS;
    return ordinary({ ...ask, startMs, handheldId: ask.handheldId + 7 }, random);
  });
  return { ...made, history };
}

/** One walker carries two handhelds while a whole town is out. */
function pocketInTown(ask: Ask): Made {
  const made = twoInOnePocket(ask);
  return { ...made, others: [...made.others, ...(ask.colleagues?.() ?? [])] };
}

export const DUTIES = {
  'honest-in-town': { label: 'honest', make: inTown },
  'honest-shared-handheld': { label: 'honest', make: sharedHandheld },
  'honest-forgotten-end': { label: 'honest', make: forgottenEnd },
  'honest-forgotten-start': { label: 'honest', make: forgottenStart },
  'honest-stand-in': { label: 'honest', make: standIn },
  'pocket-in-town': { label: 'cheating', make: pocketInTown },
} as const satisfies Record<string, Behaviour>;
