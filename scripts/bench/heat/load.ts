import { setTimeout as sleep } from 'node:timers/promises';
import type { WireFix } from '../../../server/contract/fixes/fix.ts';
import { type HandheldClient, openHandheld } from '../../simulator/wire/handheld-client.ts';
import { TOWNS } from './world.ts';

/** What the load process is told, once, over IPC; then `{ run: seconds }` as often as wanted. */
export interface LoadPlan {
  url: string;
  handhelds: { code: string; secret: string }[];
}

/** Every handheld sends its last ten fixes, one a second, every ten seconds, each in its turn. */
const CYCLE_S = 10;
/** Every so many batches one is kept back for a cycle, or sent a second time. */
const LATE_EVERY = 20;
const AGAIN_EVERY = 50;
/** Connections are opened so many at a time. */
const OPEN_AT_ONCE = 50;
const OPEN_REST_MS = 250;

if (process.send) process.once('message', (plan: LoadPlan) => void prepare(plan));

async function prepare({ url, handhelds }: LoadPlan): Promise<void> {
  const session = Date.now() - 60_000;
  const walkers: ReturnType<typeof walker>[] = [];
  for (const [k, { code, secret }] of handhelds.entries()) {
    const client = openHandheld({ url, handheldCode: code, secret, ackTimeoutMs: 60_000 });
    walkers.push(walker(client, k, session));
    if (k % OPEN_AT_ONCE === 0) await sleep(OPEN_REST_MS);
  }
  process.on('message', async ({ run }: { run: number }) => {
    let fixes = 0;
    const began = Date.now();
    for (let second = 0; second < run; second++) {
      await sleep(Math.max(0, began + 1000 * second - Date.now()));
      for (let k = second % CYCLE_S; k < walkers.length; k += CYCLE_S)
        fixes += walkers[k]!.step(began + 1000 * second);
    }
    await sleep(Math.max(0, began + 1000 * run - Date.now()));
    await Promise.all(walkers.map(({ client }) => client.flush()));
    process.send!({ ran: { fixes, seconds: (Date.now() - began) / 1000 } });
  });
  process.send!({ prepared: true });
}

/** One officer's walk round blocks of a neighbourhood of their own. */
function walker(client: HandheldClient, k: number, session: number) {
  const { west, south, east, north } = TOWNS[k % TOWNS.length]!;
  const share = (n: number) => (0.1 + 0.8 * (((k + 1) * n) % 1)) as number;
  const home = {
    lng: west + (east - west) * share(0.618034),
    lat: south + (north - south) * share(0.754878),
  };
  let seq = 0;
  let batches = 0;
  let kept: WireFix[] = [];
  const fixAt = (t: number): WireFix => {
    const turn = (seq / 700 + k / 7) * 2 * Math.PI;
    const reach = 0.0012 * (1 + 0.5 * Math.sin(turn / 5));
    return {
      seq: seq++,
      t,
      lng: round(home.lng + reach * Math.cos(turn)),
      lat: round(home.lat + reach * Math.sin(turn)),
      accuracyM: 6,
    };
  };
  return {
    client,
    /** Sends the last ten seconds before `now`; returns how many fixes are new. */
    step(now: number): number {
      const batch = Array.from({ length: CYCLE_S }, (_, s) => fixAt(now + 1000 * (s - CYCLE_S)));
      const at = batches++ + k;
      if (at % LATE_EVERY === 0) {
        kept.push(...batch);
        return batch.length;
      }
      client.send(session, batch);
      if (at % AGAIN_EVERY === 1) client.send(session, batch);
      if (kept.length) client.send(session, kept);
      kept = [];
      return batch.length;
    },
  };
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
