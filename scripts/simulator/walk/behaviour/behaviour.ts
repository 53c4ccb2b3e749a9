import { DAY_MS } from '../../../../server/contract/units.ts';
import type { Fix } from '../../../../server/domain/entrance/fix.ts';
import type { Random } from '../../random.ts';
import { type Delivery, deliver } from '../../wire/delivery.ts';
import type { GridPlace } from '../../world/place.ts';
import type { Path } from '../path.ts';
import { observe, RECEPTION, type Reception } from '../receiver.ts';
import { walkGrid } from '../walk.ts';

export type Label = 'honest' | 'lazy' | 'cheating';

/** A patrol asked for: who, where, when, how finely sampled. */
export interface Ask {
  place: GridPlace;
  random: Random;
  startMs: number;
  /** Declared length, seconds: a little more than the norm wants, as honest officers and clever cheats stay. */
  seconds: number;
  intervalS: number;
  handheldId: number;
  /** Whether earlier and neighbouring tracks are wanted too; they cost several times the patrol itself. */
  withCompany: boolean;
  /** Where ordinary walks of others come from, in place of walking each anew. */
  pooled?: (ask: Ask, random: Random) => Fix[];
  /** Tracks of a whole town's colleagues at the time. */
  colleagues?: () => Fix[][];
  /** The track a replay copies; one is invented where none is given. */
  original?: Fix[];
}

/** What the handhelds reported. */
export interface Made {
  fixes: Fix[];
  /** Earlier patrols of the officer in the grid, each a full track. */
  history: Fix[][];
  /** Tracks of other handhelds at the time. */
  others: Fix[][];
  /** Declared length, seconds, where it is not the one asked for. */
  seconds?: number;
  /** Nobody pressed start: the patrol is what is recognised in the track. */
  undeclared?: boolean;
}

export type Behaviour = { label: Label; make: (ask: Ask) => Made };

/** Id of the handheld that plays the other one. */
export const otherHandheld = (ask: Ask) => ask.handheldId + 1;

/** What a handheld reports of a true path, with its sessions opened just before the start. */
export function report(
  ask: Ask,
  path: Path,
  reception: Reception,
  random: Random,
  delivery: Partial<Delivery> = {},
): Fix[] {
  return deliver(
    observe(path, {
      plane: ask.place.streets.plane,
      startMs: ask.startMs,
      intervalS: ask.intervalS,
      handheldId: ask.handheldId,
      session: ask.startMs - random.fork('session').integer(500, 9000),
      reception,
      random: random.fork('receiver'),
    }),
    { random: random.fork('delivery'), ...delivery },
  );
}

/** An ordinary honest walk with its own randomness: used for history and for bystanders. */
export function ordinary(ask: Ask, random: Random): Fix[] {
  if (ask.pooled) return ask.pooled(ask, random);
  const path = walkGrid(ask.place.streets, random.fork('walk'), ask.seconds);
  const reception = random
    .fork('place')
    .pick([RECEPTION.open, RECEPTION.street, RECEPTION.filtered]);
  return report(ask, path, reception, random);
}

/** Earlier honest patrols of the officer on other days, at much the same hour. */
export function earlier(ask: Ask, count: number): Fix[][] {
  if (!ask.withCompany) return [];
  return Array.from({ length: count }, (_, k) => {
    const random = ask.random.fork(`earlier/${k}`);
    const startMs = ask.startMs - (k + 1) * DAY_MS + random.integer(-2400, 2400) * 1000;
    return ordinary({ ...ask, startMs, seconds: 7200 + random.integer(100, 700) }, random);
  });
}

/** A colleague who walks the same grid at the same time, on her own ways. */
export const bystander = (ask: Ask): Fix[][] =>
  ask.withCompany
    ? [ordinary({ ...ask, handheldId: otherHandheld(ask) }, ask.random.fork('bystander'))]
    : [];

/** A patrol with ordinary surroundings: two earlier patrols and a colleague near by. */
export const alone = (ask: Ask, fixes: Fix[], seconds?: number): Made => ({
  fixes,
  history: earlier(ask, 2),
  others: bystander(ask),
  seconds,
});

/** Numbers fixes from zero in their order. */
export const renumber = (fixes: readonly Fix[]): Fix[] =>
  fixes.map((fix, seq) => ({ ...fix, seq }));
