import { sql } from 'kysely';
import type { FixReceipt, WireFix } from '../../server/contract/fixes/fix.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { unpackFixes } from '../../server/db/fixes/cold/pack-fixes.ts';
import { createRandom } from '../simulator/random.ts';
import type { Fault } from './faults.ts';
import { type Field, type HandheldOfField, nowOf, type Size } from './field.ts';
import { usual } from './senders.ts';

/** What became of the fixes of a fault. */
export interface Counted {
  fault: string;
  fixes: number;
  /** Those their handheld may forget: told `stored` or `duplicate`. */
  acknowledged: number;
  refused: number;
  /** Acknowledged and not stored. */
  lost: number;
  /** Stored more than once. */
  twice: number;
  /** Whether the server answers afterwards, and takes what another handheld sends. */
  alive: boolean;
  seconds: number;
  /** Of several servers: alerts by norms that are not as one watcher raises them over what is stored, and how many it raises. */
  alertsOff?: number;
  alerts?: number;
}

/** When the walks that are sent began. */
const WALKED_AGO_MS = 6 * HOUR_MS;

/** Plays a fault with handhelds that nobody else uses, the last one beside it, and counts. */
export async function playFault(
  fault: Fault,
  { field, handhelds, size }: { field: Field; handhelds: readonly HandheldOfField[]; size: Size },
): Promise<Counted> {
  const began = performance.now();
  const session = nowOf(field) - (fault.walkedAgoMs ?? WALKED_AGO_MS);
  const count = Math.round(size.fixesEach * (fault.share ?? 1));
  const senders = handhelds.slice(0, size.handhelds);
  const told = new Map(senders.map(({ code }) => [code, new Map<number, FixReceipt['outcome']>()]));
  const random = createRandom(fault.name);
  let answered = 0;
  let heard = () => {};
  const total = senders.length * count;
  await field.beginPatrols?.(
    senders.map(({ code }) => code),
    session,
  );
  const sent = senders.map((handheld, k) => {
    const own = told.get(handheld.code)!;
    return fault.send({
      ...{
        field,
        handheld,
        session,
        fixes: fixesOf(session, k, count),
        random: random.fork(handheld.code),
      },
      onReceipts(receipts) {
        for (const { seq, outcome } of receipts) if (seq !== null) own.set(seq, outcome);
        answered = [...told.values()].reduce((sum, { size }) => sum + size, 0);
        heard();
      },
    });
  });
  const over = Promise.all(sent);
  const reached = async (share: number) => {
    while (answered < share * total)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
  };
  await Promise.all([over, fault.strike?.({ field, size, random, reached, over })]);

  const bystander = handhelds[size.handhelds]!;
  let served = 0;
  await usual({
    ...{ field, handheld: bystander, session, fixes: fixesOf(session, 0, 1), random },
    onReceipts: (receipts) => {
      served = receipts.length;
    },
  });
  const { status } = await fetch(`${field.url}/health`);
  const outcomes = [...told].flatMap(([code, own]) =>
    [...own].map(([seq, outcome]) => ({ name: `${code} ${seq}`, outcome })),
  );
  const { stored, twice } = await storedOf(field, senders);
  const alerts = field.compareAlerts
    ? await field.compareAlerts(senders.map(({ code }) => code))
    : {};
  const taken = outcomes.filter(({ outcome }) => outcome !== 'refused');
  return {
    fault: fault.name,
    fixes: total,
    acknowledged: taken.length,
    refused: outcomes.length - taken.length,
    lost: taken.filter(({ name }) => !stored.has(name)).length,
    twice,
    alive: status === 200 && served === 1,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...alerts,
  };
}

const SILENT_MS = 15 * MINUTE_MS;
/** About 700 m to the north. */
const OUTSIDE_DEG = 0.006;

/** A walk round a block, a fix a second, no two at one moment; for a fifth of it beside the grid, and once silent for a quarter of an hour. */
const fixesOf = (session: number, handheld: number, count: number): WireFix[] =>
  Array.from({ length: count }, (_, seq) => {
    const turn = (seq / 600 + handheld / 7) * 2 * Math.PI;
    const isOutside = seq >= 0.3 * count && seq < 0.5 * count;
    return {
      ...{ seq, t: session + seq * 1000 + (seq >= 0.7 * count ? SILENT_MS : 0) },
      lng: 121.372 + 0.0015 * Math.cos(turn),
      lat: 28.582 + 0.0015 * Math.sin(turn) + (isOutside ? OUTSIDE_DEG : 0),
    };
  });

/** Fixes of some handhelds, rows and packed ones. */
async function storedOf({ db }: Field, handhelds: readonly HandheldOfField[]) {
  const { rows } = await sql<{ code: string; seq: number; t: Date; body: Uint8Array | null }>`
    with asked as (select id, code from handhelds where code = any(${handhelds.map(({ code }) => code)}::text[]))
    select a.code, f.seq, f.device_time as t, null::bytea as body from fixes f join asked a on a.id = f.handheld_id
    union all select a.code, null, null, c.body from fix_chunks c join asked a on a.id = c.handheld_id where c.body is not null`.execute(
    db,
  );
  const fixes = rows.flatMap(({ body, code, seq, t }) => {
    if (!body) return [{ code, seq, t: t.getTime() }];
    const packed = unpackFixes(body);
    return Array.from(packed.seq, (seq, i) => ({ code, seq, t: packed.t[i]! }));
  });
  const moments = new Set(fixes.map(({ code, t }) => `${code} ${t}`));
  return {
    stored: new Set(fixes.map(({ code, seq }) => `${code} ${seq}`)),
    twice: fixes.length - moments.size,
  };
}
