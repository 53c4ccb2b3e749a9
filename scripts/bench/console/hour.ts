import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createFleet } from '../../../client/live/fleet/fleet.ts';
import { createOrder } from '../../../client/live/fleet/order.ts';
import { decodeFleet } from '../../../server/contract/console/fleet.ts';
import { createLiveBoard } from '../../../server/ingest/live-board.ts';
import { createPicture } from '../../../server/realtime/fleet/picture.ts';
import { createWalkers, gridPlaces } from './walkers.ts';

const HOUR_S = 3_600;
/** By then trails are as long as they get. */
const EARLY_S = 600;

/** What an hour of frames of a whole city, as fast as it goes, takes of memory, at the console and for one picture of the server: after ten minutes and at the end. */
export function fleetHour({ officers, perSecond }: { officers: number; perSecond: number }) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let now = Date.now();
  const board = createLiveBoard();
  const places = gridPlaces();
  const walkers = createWalkers(board, places, officers);
  walkers.walk(officers, now);
  const picture = createPicture(() => now);
  const fleet = createFleet(now);
  const order = createOrder(fleet);
  let held = 0;
  const told = () => {
    for (const id of board.takeChanged()) picture.set(id, board.officer(id) ?? null);
    picture.age();
    for (let next = picture.since(held); next; next = picture.since(held)) {
      fleet.apply(decodeFleet(next.bytes), now);
      held = next.edition;
    }
    order();
  };
  told();
  /** The server's side of it is in it too. */
  const usedMB = () => {
    collect();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return Math.round((arrayBuffers + heapUsed) / 1e5) / 10;
  };
  let earlyMB = 0;
  for (let s = 0; s < HOUR_S; s++) {
    now += 1_000;
    walkers.walk(perSecond, now);
    told();
    if (s === EARLY_S) earlyMB = usedMB();
  }
  return { officers: fleet.count(), steps: fleet.trails.added(), earlyMB, endMB: usedMB() };
}
