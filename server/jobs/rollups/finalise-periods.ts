import type { FastifyBaseLogger } from 'fastify';
import { MINUTE_MS } from '../../contract/units.ts';
import {
  areasToldOfPeriods,
  markChangedPeriods,
  putFinalPeriod,
  readFinalPeriods,
} from '../../db/rollups/final-periods.ts';
import { findEdition } from '../../db/rollups/metric-groups.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { publishEvent } from '../../db/webhooks/events.ts';
import { DEFINITIONS_VERSION } from '../../domain/metrics/definitions.ts';
import {
  isFinal,
  periodsEnded,
  settledUntil,
  type WholePeriod,
} from '../../domain/metrics/finality.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { type FinalityFacts, finalityFacts } from '../../services/metrics/final-periods.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = 5 * MINUTE_MS;
/** Periods that ended longer ago are not looked at any more: what changes then, `updatedSince` tells. */
const LOOK_BACK_DAYS = 120;

export interface FinaliseOptions {
  db: Db;
  now: () => number;
  /** Hours of grace after the longest late-upload allowance. */
  graceH: number;
}

/** What an event says of a period; `url` gives the figures it is about, the same bytes or a refusal where definitions have changed. */
const saidOf = (
  { areaId, code, level, timeZone, edition }: FinalityFacts,
  { period, from, to }: WholePeriod,
) => ({
  areaId,
  areaCode: code,
  level,
  period,
  from,
  to,
  timeZone,
  edition,
  definitions: DEFINITIONS_VERSION,
  url: `/api/v1/metrics/patrols?level=${level}&areaId=${areaId}&period=${period}&from=${from}&to=${to}&asOf=${edition}&definitions=${DEFINITIONS_VERSION}`,
});

/**
 * Finds periods that became final, or changed after they were, in the areas of webhooks that are to be told, and publishes one event
 * each: `period.final/<area>/<period>/<first day>`, `period.revised/<area>/<period>/<first day>/<edition>`. Periods that had settled before
 * the area's first webhook was made are not told of. `changedSince`: the edition of the look before, null at the first. Returns how
 * many were published and the edition looked at.
 */
export async function finalisePeriods(
  { db, now, graceH }: FinaliseOptions,
  changedSince: number | null,
): Promise<{ published: number; edition: number }> {
  const at = now();
  const { edition } = (await findEdition(db))!;
  const utcDay = new Date(at).toISOString().slice(0, 10);
  const horizon = addDays(utcDay, -LOOK_BACK_DAYS);
  await markChangedPeriods(db, { after: horizon, since: changedSince });
  let published = 0;
  for (const { areaId, since } of await areasToldOfPeriods(db)) {
    // A quarter that ends after the horizon begins up to 92 days before it.
    const facts = await finalityFacts(db, { areaId, now: at, graceH, from: addDays(horizon, -92) });
    const told = settledUntil(since, facts.settleH, facts.timeZone);
    const known = await readFinalPeriods(db, areaId, horizon);
    const name = ({ period, from }: WholePeriod) => `${period}/${from}`;
    const names = new Set(known.map(name));
    const fresh = periodsEnded(told > horizon ? told : horizon, facts.settled).filter(
      (period) => !names.has(name(period)),
    );
    const changed = known.filter((period) => period.changed > period.edition);
    const say = (period: WholePeriod, type: 'period.final' | 'period.revised') =>
      inTransaction(db, async (trx) => {
        await putFinalPeriod(trx, { ...period, areaId, edition: facts.edition });
        const id = `${type}/${areaId}/${name(period)}`;
        await publishEvent(trx, {
          id: type === 'period.final' ? id : `${id}/${facts.edition}`,
          type,
          areaId,
          at,
          body: saidOf(facts, period),
        });
        published += 1;
      });
    for (const period of fresh) if (isFinal(period, facts)) await say(period, 'period.final');
    for (const period of changed) if (isFinal(period, facts)) await say(period, 'period.revised');
  }
  return { published, edition };
}

/** Looks for final periods every few minutes until closed. */
export function startFinalising(
  options: FinaliseOptions & { log: FastifyBaseLogger; isOurs?: IsOurs },
): Worker {
  let looked: number | null = null;
  return startWorker({
    async look() {
      looked = (await finalisePeriods(options, looked)).edition;
    },
    restMs: EVERY_MS,
    isOurs: options.isOurs,
    onError: (error) => options.log.warn({ err: error }, 'final periods not looked for'),
  });
}
