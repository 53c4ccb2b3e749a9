import { createHash } from 'node:crypto';
import type { Fix } from '../fix.ts';
import { marksToMask } from '../marks.ts';

const GAPS = ['battery', 'permission', 'no-satellites', 'user-pause', 'killed'] as const;

/** What a fix says, without how and when it was delivered: late or repeated delivery leaves it the same. */
const contentOf = (fix: Fix): number[] => [
  fix.t,
  fix.handheldId,
  fix.session,
  fix.seq,
  fix.lng,
  fix.lat,
  fix.accuracyM ?? -1,
  fix.speedMps ?? -1,
  fix.headingDeg ?? -1,
  fix.batteryPct ?? -1,
  fix.mock ? 1 : 0,
  fix.gap === null ? -1 : GAPS.indexOf(fix.gap),
  marksToMask(fix.marks),
];

const byTimeThenIdentity = (a: Fix, b: Fix) =>
  a.t - b.t || a.handheldId - b.handheldId || a.session - b.session || a.seq - b.seq;

function byContent(a: Fix, b: Fix): number {
  const key = byTimeThenIdentity(a, b);
  if (key !== 0) return key;
  const [x, y] = [contentOf(a), contentOf(b)];
  const at = x.findIndex((value, i) => value !== y[i]);
  return at < 0
    ? a.receivedMs - b.receivedMs || (a.sentMs ?? 0) - (b.sentMs ?? 0)
    : x[at]! - y[at]!;
}

/**
 * The set of fixes in one order: by time, handheld, session, sequence. Of fixes with one identity the first in that order stays,
 * so any permutation, duplication or batching of the same fixes gives the same list.
 */
export function canonicalFixes(fixes: readonly Fix[]): Fix[] {
  const sorted = [...fixes].sort(byContent);
  const seen = new Set<string>();
  return sorted.filter((fix) => {
    const identity = `${fix.handheldId}/${fix.session}/${fix.seq}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/**
 * SHA-256, hex, of canonical fixes: per fix thirteen little-endian doubles (t, handheld, session, seq, lng, lat, accuracy, speed,
 * heading, battery, mock, gap, marks), -1 where the handheld told none. When a fix was sent and received is not part of it.
 */
export function hashFixSet(canonical: readonly Fix[]): string {
  const bytes = new Float64Array(canonical.flatMap(contentOf));
  return createHash('sha256').update(new Uint8Array(bytes.buffer)).digest('hex');
}
