import { createHash } from 'node:crypto';
import type { LngLat } from '../../../contract/areas/geo.ts';
import type { CodeKind } from '../../../contract/checkpoints/scan.ts';
import type { Checkpoint } from '../../../contract/norms/norm.ts';
import {
  CHECKPOINT_PROOFS,
  type CheckpointProof,
  type CheckpointScanned,
  SCANS_SHOWN,
} from '../../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../contract/units.ts';
import { createFrame, type LocalFrame, toX, toY } from '../../geo/local-frame.ts';
import type { Track } from '../track/clean-track.ts';
import type { CheckpointVisits } from './checkpoints.ts';

/** A code of a checkpoint that held when it was scanned; `position` is the place it was made for. Unix ms. */
export interface Scan {
  atMs: number;
  checkpointId: string;
  position: LngLat;
  kind: CodeKind;
  typed: boolean;
}

/** Clocks and the placing of fixes may differ by as much around a scan, ms. */
const AROUND_MS = 2 * MINUTE_MS;

const BY_CODE: Record<NonNullable<Checkpoint['confirmedBy']>, readonly CheckpointProof[]> = {
  code: ['tag', 'day'],
  'day-code': ['day'],
};

/** What counts as a visit of a checkpoint. */
export const proofsFor = ({ confirmedBy }: Checkpoint): readonly CheckpointProof[] =>
  confirmedBy ? BY_CODE[confirmedBy] : CHECKPOINT_PROOFS;

/** The scans of a patrol's own checkpoints, each once, in one order. A code is of a place: where its checkpoint was moved away it is of none. */
export function scansOf(
  checkpoints: readonly Checkpoint[],
  scans: readonly Scan[],
  { startMs, endMs }: { startMs: number; endMs: number },
): Scan[] {
  const own = scans.filter(
    (scan) =>
      scan.atMs >= startMs &&
      scan.atMs <= endMs &&
      checkpoints.some((checkpoint) => isOf(scan, checkpoint)),
  );
  const texts = new Map(own.map((scan) => [contentOf(scan), scan]));
  return [...texts.keys()].sort(byText).map((text) => texts.get(text)!);
}

/** A checkpoint with the scans of it: any that counts is a visit of its own, however long. What nobody scanned and asks no code stays as it was. */
export function withScans(
  visits: CheckpointVisits,
  checkpoint: Checkpoint,
  scans: readonly Scan[],
  way: { track: Track; maxGapMs: number; frame: LocalFrame },
): CheckpointVisits {
  const own = scans.filter((scan) => isOf(scan, checkpoint));
  if (own.length === 0 && !checkpoint.confirmedBy) return visits;
  const counting = proofsFor(checkpoint);
  const counts = counting.includes('position') ? visits.visits : [];
  const scanned = own.filter(({ kind }) => counting.includes(kind));
  const all = [...counts, ...scanned.map(({ atMs }) => ({ fromMs: atMs, toMs: atMs }))].sort(
    (a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs,
  );
  const shown = new Set<CheckpointProof>(scanned.map(({ kind }) => kind));
  if (counts.length > 0) shown.add('position');
  const [first] = all;
  return {
    visits: all,
    result: {
      ...visits.result,
      visited: all.length > 0,
      firstMs: first ? Math.round(first.fromMs) : visits.result.firstMs,
      by: CHECKPOINT_PROOFS.filter((proof) => shown.has(proof)),
      scans: own.slice(0, SCANS_SHOWN).map(
        ({ atMs, kind, position, typed }): CheckpointScanned => ({
          ...{ atMs, kind, typed },
          distanceM: distanceAt(position, atMs, way),
        }),
      ),
    },
  };
}

/** SHA-256, hex, of the scans in their order, a line each: when, checkpoint, place, kind, and whether it was typed. */
export const hashScans = (scans: readonly Scan[]): string =>
  createHash('sha256').update(scans.map(contentOf).join('\n')).digest('hex');

const contentOf = ({ atMs, checkpointId, kind, position, typed }: Scan) =>
  `${String(atMs).padStart(15, '0')} ${JSON.stringify(checkpointId)} ${position.lng} ${position.lat} ${kind} ${typed}`;

const byText = (a: string, b: string) => (a < b ? -1 : 1);

/** Whether a code is of a checkpoint: it names it and was made for a place within its radius. */
export function isOf(
  { checkpointId, position }: Pick<Scan, 'checkpointId' | 'position'>,
  { id, position: place, radiusM }: Checkpoint,
): boolean {
  if (checkpointId !== id) return false;
  const frame = createFrame(place);
  return Math.hypot(toX(frame, position.lng), toY(frame, position.lat)) <= radiusM;
}

/** How near the straight path between accepted fixes came to a place about a moment, metres; null where it is not known. */
function distanceAt(
  place: LngLat,
  atMs: number,
  { track: { n, t, x, y }, maxGapMs, frame }: { track: Track; maxGapMs: number; frame: LocalFrame },
): number | null {
  const [cx, cy] = [toX(frame, place.lng), toY(frame, place.lat)];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const j = i > 0 && t[i]! - t[i - 1]! <= maxGapMs ? i - 1 : i;
    if (t[i]! < atMs - AROUND_MS || t[j]! > atMs + AROUND_MS) continue;
    const [dx, dy] = [x[i]! - x[j]!, y[i]! - y[j]!];
    const [px, py] = [cx - x[j]!, cy - y[j]!];
    const squared = dx * dx + dy * dy;
    const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
    least = Math.min(least, Math.hypot(px - along * dx, py - along * dy));
  }
  return Number.isFinite(least) ? Math.round(least) : null;
}
