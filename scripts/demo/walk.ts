import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { drive } from '../simulator/drive.ts';
import { demoPlans } from './plans.ts';
import { demoTimeZone, demoWorld } from './world.ts';

const AHEAD_MS = DAY_MS;
/** Patrols that ended while the demo was stopped are delivered late if they ended within this. */
const LATE_MS = 3 * HOUR_MS;

// Own process: the handhelds share nothing with the server but the socket.
const [url, anchor] = process.argv.slice(2) as [string, string];
const world = demoWorld(demoTimeZone(Number(anchor)));
const now = Date.now();
const plans = demoPlans(world, Number(anchor), now + AHEAD_MS).filter(
  ({ startMs, seconds }) => startMs + seconds * 1000 > now - LATE_MS,
);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
process.once('disconnect', () => stop.abort());
await drive({ world, plans, url, signal: stop.signal, finds: true });
// Its channel alone would keep it, where the demo is thrown away and the server goes on.
if (process.connected) process.disconnect();
