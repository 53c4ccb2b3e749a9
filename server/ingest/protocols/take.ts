import type { FixReceipt } from '../../contract/fixes/fix.ts';
import type { Sos } from '../../contract/fixes/handheld.ts';
import type { Trust, Wire } from '../../contract/handhelds/binding.ts';
import { recordOrigins } from '../../db/handhelds/origins.ts';
import type { Db } from '../../db/store/open.ts';
import type { Source } from '../authenticate.ts';
import { type NamedBatch, toBatches } from './identity.ts';
import type { MessageLog } from './message-log.ts';
import type { Decoded } from './report.ts';

/** A handheld, and what showed that a message is its own. */
export type Proven = Source & { trust: Trust };

export interface TakeOptions {
  db: Db;
  now: () => number;
  ingest: (source: Source, batch: unknown) => Promise<FixReceipt[]>;
  sos: (source: Source, sos: Sos) => Promise<unknown>;
  log: MessageLog;
  /** Counts parts of messages by protocol and outcome. */
  count: (protocol: Wire, outcome: string, by: number) => void;
}

export interface Taken {
  stored: number;
  duplicate: number;
  refused: number;
  left: number;
  /** How many were refused, by reason. */
  refusals: Record<string, number>;
  /** What was wrong, in words; null where nothing was. */
  defect: string | null;
}

/** So many origins are known to be on record; more are asked for anew. */
const KNOWN_MAX = 100_000;

/**
 * Takes what a message holds: calls for help first, then positions by the same pipeline as all others. Resolves after the commit, so that the
 * wire may acknowledge; throws, with nothing acknowledged, where the store is away.
 */
export function createTaker({ db, now, ingest, sos, log, count }: TakeOptions) {
  const known = new Set<string>();

  /** Puts on record how positions come before they are stored, so that none is ever without. */
  async function recordOrigin(
    protocol: Wire,
    { handheldId, trust }: Proven,
    batches: readonly NamedBatch[],
  ): Promise<void> {
    const keyOf = (session: number) => `${handheldId}/${protocol}/${trust}/${session}`;
    const sessions = new Set(batches.map(({ batch }) => batch.session));
    const fresh = [...sessions].filter((session) => !known.has(keyOf(session)));
    if (fresh.length === 0) return;
    await recordOrigins(
      db,
      fresh.map((session) => ({ handheldId, session, protocol, trust })),
    );
    if (known.size > KNOWN_MAX) known.clear();
    for (const session of fresh) known.add(keyOf(session));
  }

  return async (protocol: Wire, proven: Proven, decoded: Decoded): Promise<Taken> => {
    const { trust: _, ...proved } = proven;
    const source = protocol === 'file' ? { ...proved, isRecorded: true } : proved;
    for (const call of decoded.calls) await sos(source, call);
    const batches = toBatches(decoded.reports);
    await recordOrigin(protocol, proven, batches);
    const receipts: FixReceipt[] = [];
    for (const { batch, datum } of batches)
      receipts.push(...(await ingest(datum ? { ...source, datum } : source, batch)));
    const taken = sumOf(receipts, decoded);
    for (const outcome of ['stored', 'duplicate', 'refused'] as const)
      if (taken[outcome]) count(protocol, outcome, taken[outcome]);
    for (const { why } of decoded.left) count(protocol, why, 1);
    const { refusals: __, ...heard } = taken;
    log.note({ handheldId: source.handheldId, protocol, heardMs: now(), messages: 1, ...heard });
    return taken;
  };
}

function sumOf(receipts: readonly FixReceipt[], { left }: Decoded): Taken {
  const of = (outcome: FixReceipt['outcome']) =>
    receipts.filter((receipt) => receipt.outcome === outcome);
  const refused = of('refused');
  const refusals: Record<string, number> = {};
  for (const { reason = 'invalid' } of refused) refusals[reason] = (refusals[reason] ?? 0) + 1;
  return {
    stored: of('stored').length,
    duplicate: of('duplicate').length,
    refused: refused.length,
    left: left.length,
    refusals,
    // Messages that never hold a position are no defect.
    defect:
      left.findLast(({ why }) => why !== 'not-a-position')?.detail ?? refused[0]?.detail ?? null,
  };
}

export type Taker = ReturnType<typeof createTaker>;
