import { setTimeout as pause } from 'node:timers/promises';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { Db } from '../../server/db/store/open.ts';
import { packCold } from '../../server/jobs/fixes/pack-cold.ts';

/** By a clock that is ahead, for which days that were opened a moment ago may be packed again. */
const AHEAD_MS = 2 * HOUR_MS;
const REST_MS = 10;
const log = { info: () => {}, warn: () => {} };

/** Packs what is older than 45 days over and over; ends by the error of a store that is gone. */
export async function packWithoutRest(db: Db): Promise<never> {
  for (;;) {
    await packCold({ db, now: () => Date.now() + AHEAD_MS, log, coldAfterDays: 45 });
    await pause(REST_MS);
  }
}
