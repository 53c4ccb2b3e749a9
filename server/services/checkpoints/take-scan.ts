import { plainCode, readCode } from '../../contract/checkpoints/code.ts';
import {
  type CheckpointScan,
  REFUSED_SCANS_MAX,
  SCAN_TEXT_MAX,
  type ScanReply,
} from '../../contract/checkpoints/scan.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { DAY_MS } from '../../contract/units.ts';
import { findCodes } from '../../db/checkpoints/codes.ts';
import { countRefusedScans, recordScan } from '../../db/checkpoints/scans.ts';
import { countRefused } from '../../db/fixes/refused-fixes.ts';
import { findDutySpell } from '../../db/people/duty.ts';
import { utcDay } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { readScan } from '../../domain/checkpoints/read-scan.ts';
import { eventMoment, isUnplaced } from '../../domain/entrance/event-moment.ts';
import { offDutyBecause } from '../../domain/entrance/on-duty.ts';
import { isOf, proofsFor } from '../../domain/verification/measures/scanned-checkpoints.ts';
import { type SealingKey, unseal } from '../../domain/webhooks/seal.ts';

export interface ScanOptions {
  db: Db;
  now: () => number;
  sealing: SealingKey;
  /** Wait this long after the end of a patrol, or what comes late, for stragglers, then judge. */
  settleMs: number;
}

/**
 * Puts a scan of a handheld on record, whatever it is worth, and says what that is. Off duty it is counted and nothing of it is kept: it would
 * tell where somebody was. What nobody carried the handheld for is kept, and is of whoever turns out to have.
 */
export async function takeScan(
  { db, now, sealing, settleMs }: ScanOptions,
  handheldId: number,
  { code: text, count: tagCount, sentAt, t, typed = false }: CheckpointScan,
): Promise<ScanReply> {
  const receivedMs = now();
  const times = { t, sentMs: sentAt ?? null };
  const atMs = eventMoment(times, receivedMs);
  const { duty } = await findDutySpell(db, handheldId, atMs);
  const off = duty && offDutyBecause(atMs, duty);
  const count = (reason: string) =>
    countRefused(db, handheldId, utcDay(receivedMs), new Map([[reason, 1]]));
  if (off && off !== 'no-grid') {
    await count(off);
    return { outcome: 'refused', reason: 'off-duty', checkpoint: null };
  }
  const code = readCode(text);
  const record = code ? await findCodes(db, code.number, atMs) : undefined;
  const secret = record ? unseal(record.secret, sealing) : null;
  const known = record && secret !== null ? { ...record, secret } : undefined;
  const worth = readScan(code, known, atMs);
  const kind = worth.kind;
  const refused = worth.refused ?? (isUnplaced(times, receivedMs) ? 'clock' : null);
  const today = receivedMs - (receivedMs % DAY_MS);
  if (refused && (await countRefusedScans(db, handheldId, today)) >= REFUSED_SCANS_MAX) {
    await count(`code-${refused}`);
    return { outcome: 'refused', reason: refused, checkpoint: null };
  }
  const stored = await recordScan(
    db,
    {
      ...{ handheldId, deviceMs: t, atMs, receivedMs, kind, refused, typed },
      count: tagCount ?? null,
      code: [...plainCode(text)].slice(0, SCAN_TEXT_MAX).join(''),
      number: kind && known ? known.number : null,
    },
    receivedMs + settleMs,
  );
  if (stored.refused) {
    if (stored.isNew) await count(`code-${stored.refused}`);
    return { outcome: 'refused', reason: stored.refused, checkpoint: null };
  }
  const { checkpoints } = duty?.rules ?? defaultNorm().rules;
  const own = record && checkpoints.find((checkpoint) => isOf(record, checkpoint));
  return {
    outcome: own && kind && proofsFor(own).includes(kind) ? 'confirmed' : 'not-asked',
    checkpoint: own ? { id: own.id, name: own.name } : null,
  };
}
