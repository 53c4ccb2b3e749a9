import type { Datum } from '../../contract/areas/geo.ts';
import type { FixBatch, WireFix } from '../../contract/fixes/fix.ts';
import { BATCH_MAX } from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { Report } from './report.ts';

/** Names a second of a day can give: 86,400 times this stays a 31-bit sequence number. */
const NAMES_A_SECOND = 24_855;

/**
 * These wires name no fix, so its name is made of what it says: the session is the UTC day of its device time, the sequence the second
 * of that day and a hash of milliseconds, position and datum. Sent again, alone, in another batch, after a restart or a day later, it is the
 * same name; another fix of the same second has another one.
 */
export function nameOf({ t, lng, lat, datum }: Report): { session: number; seq: number } {
  const day = Math.floor(t / DAY_MS) * DAY_MS;
  const second = Math.floor((t - day) / 1000);
  const hash = fnv1a(`${t % 1000}/${lng}/${lat}/${datum ?? ''}`) % NAMES_A_SECOND;
  return { session: day, seq: second * NAMES_A_SECOND + hash };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

export interface NamedBatch {
  batch: FixBatch;
  /** Of all its fixes, where the wire says so. */
  datum?: Datum;
}

/** Reports as batches of the contract: one datum and session each, at most BATCH_MAX fixes. Order is kept within each. */
export function toBatches(reports: readonly Report[]): NamedBatch[] {
  const open = new Map<string, NamedBatch>();
  const batches: NamedBatch[] = [];
  for (const { datum, ...report } of reports) {
    const { session, seq } = nameOf({ datum, ...report });
    const key = `${session}/${datum ?? ''}`;
    let named = open.get(key);
    if (!named || named.batch.fixes.length === BATCH_MAX) {
      named = { batch: { session, fixes: [] }, ...(datum ? { datum } : {}) };
      open.set(key, named);
      batches.push(named);
    }
    named.batch.fixes.push({ seq, ...report } satisfies WireFix);
  }
  return batches;
}
