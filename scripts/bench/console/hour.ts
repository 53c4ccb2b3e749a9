import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createFleet } from '../../../client/live/fleet/fleet.ts';
import { createOrder } from '../../../client/live/fleet/order.ts';
import { decodeFleet } from '../../../server/contract/console/fleet.ts';
import type { HourPlan } from './hour-server.ts';

const HOUR_S = 3_600;
/** By then trails are as long as they get. */
const EARLY_S = 600;

/** What a console holds of a whole city in memory over an hour of frames, as fast as it goes: after ten minutes and at the end. The server's side is in a process of its own. */
export async function fleetHour({ officers, perSecond }: Omit<HourPlan, 'from'>) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const server = fork('scripts/bench/console/hour-server.ts', [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const usedMB = () => {
    collect();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return Math.round((arrayBuffers + heapUsed) / 1e5) / 10;
  };
  try {
    let now = Date.now();
    const emptyMB = usedMB();
    const fleet = createFleet(now);
    const order = createOrder(fleet);
    const take = async (message: HourPlan | 'next') => {
      server.send(message);
      const [frames] = (await once(server, 'message')) as [Uint8Array[]];
      for (const bytes of frames) fleet.apply(decodeFleet(bytes), now);
      order();
    };
    await take({ officers, perSecond, from: now });
    let earlyMB = 0;
    for (let s = 0; s < HOUR_S; s++) {
      now += 1_000;
      await take('next');
      if (s === EARLY_S) earlyMB = usedMB();
    }
    const steps = fleet.trails.added();
    return { officers: fleet.count(), steps, emptyMB, earlyMB, endMB: usedMB() };
  } finally {
    server.kill();
  }
}
