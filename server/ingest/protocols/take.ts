import type { FixReceipt } from '../../contract/fixes/fix.ts';
import type { Sos } from '../../contract/fixes/handheld.ts';
import type { Protocol } from '../../contract/handhelds/binding.ts';
import type { Source } from '../authenticate.ts';
import { toBatches } from './identity.ts';
import type { MessageLog } from './message-log.ts';
import type { Decoded } from './report.ts';

export interface TakeOptions {
  now: () => number;
  ingest: (source: Source, batch: unknown) => Promise<FixReceipt[]>;
  sos: (source: Source, sos: Sos) => Promise<unknown>;
  log: MessageLog;
  /** Counts parts of messages by protocol and outcome. */
  count: (protocol: Protocol, outcome: string, by: number) => void;
}

export interface Taken {
  stored: number;
  duplicate: number;
  refused: number;
  left: number;
  /** What was wrong, in words; null where nothing was. */
  defect: string | null;
}

/**
 * Takes what a message holds: calls for help first, then positions by the same pipeline as all others. Resolves after the commit, so that the
 * wire may acknowledge; throws, with nothing acknowledged, where the store is away.
 */
export function createTaker({ now, ingest, sos, log, count }: TakeOptions) {
  return async (protocol: Protocol, source: Source, decoded: Decoded): Promise<Taken> => {
    for (const call of decoded.calls) await sos(source, call);
    const receipts: FixReceipt[] = [];
    for (const { batch, datum } of toBatches(decoded.reports))
      receipts.push(...(await ingest(datum ? { ...source, datum } : source, batch)));
    const of = (outcome: FixReceipt['outcome']) =>
      receipts.filter((receipt) => receipt.outcome === outcome).length;
    const refused = receipts.find(({ outcome }) => outcome === 'refused');
    const taken: Taken = {
      stored: of('stored'),
      duplicate: of('duplicate'),
      refused: of('refused'),
      left: decoded.left.length,
      defect: decoded.left.at(-1)?.detail ?? refused?.detail ?? null,
    };
    for (const outcome of ['stored', 'duplicate', 'refused'] as const)
      if (taken[outcome]) count(protocol, outcome, taken[outcome]);
    for (const { why } of decoded.left) count(protocol, why, 1);
    log.note({
      handheldId: source.handheldId,
      protocol,
      heardMs: now(),
      messages: 1,
      ...taken,
    });
    return taken;
  };
}

export type Taker = ReturnType<typeof createTaker>;
