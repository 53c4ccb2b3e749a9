import { createHash } from 'node:crypto';
import { marksToMask } from '../../../contract/fixes/mark-mask.ts';
import type { Fix } from '../../entrance/fix.ts';

const GAPS = ['battery', 'permission', 'no-satellites', 'user-pause', 'killed', 'hidden'] as const;

const FIGURES = 13;

/** Writes what a fix says, without how and when it was delivered: late or repeated delivery leaves it the same. */
function writeContent(fix: Fix, to: Float64Array, at: number): void {
  to[at] = fix.t;
  to[at + 1] = fix.handheldId;
  to[at + 2] = fix.session;
  to[at + 3] = fix.seq;
  to[at + 4] = fix.lng;
  to[at + 5] = fix.lat;
  to[at + 6] = fix.accuracyM ?? -1;
  to[at + 7] = fix.speedMps ?? -1;
  to[at + 8] = fix.headingDeg ?? -1;
  to[at + 9] = fix.batteryPct ?? -1;
  to[at + 10] = fix.mock ? 1 : 0;
  to[at + 11] = fix.gap === null ? -1 : GAPS.indexOf(fix.gap);
  to[at + 12] = marksToMask(fix.marks);
}

const byTimeThenIdentity = (a: Fix, b: Fix) =>
  a.t - b.t || a.handheldId - b.handheldId || a.session - b.session || a.seq - b.seq;

function byContent(a: Fix, b: Fix): number {
  const key = byTimeThenIdentity(a, b);
  if (key !== 0) return key;
  const [x, y] = [new Float64Array(FIGURES), new Float64Array(FIGURES)];
  writeContent(a, x, 0);
  writeContent(b, y, 0);
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
  if (isCanonical(fixes)) return fixes.slice();
  const sorted = [...fixes].sort(byContent);
  const seen = new Set<string>();
  return sorted.filter((fix) => {
    const identity = `${fix.handheldId}/${fix.session}/${fix.seq}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/** The usual case, seen at a glance: one session, numbers and times both rising. */
const isCanonical = (fixes: readonly Fix[]) =>
  fixes.every((fix, i) => {
    const before = fixes[i - 1];
    return (
      !before ||
      (fix.t > before.t &&
        fix.seq > before.seq &&
        fix.session === before.session &&
        fix.handheldId === before.handheldId)
    );
  });

/**
 * SHA-256, hex, of canonical fixes: per fix thirteen little-endian doubles (t, handheld, session, seq, lng, lat, accuracy, speed,
 * heading, battery, mock, gap, marks), -1 where the handheld told none. When a fix was sent and received is not part of it.
 */
export function hashFixSet(canonical: readonly Fix[]): string {
  const bytes = new Float64Array(canonical.length * FIGURES);
  canonical.forEach((fix, i) => {
    writeContent(fix, bytes, i * FIGURES);
  });
  return createHash('sha256').update(new Uint8Array(bytes.buffer)).digest('hex');
}
