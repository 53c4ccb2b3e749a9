import type { ClockOff, FixRange, Signal } from '../../../contract/patrols/verdict.ts';
import type { Fix } from '../../entrance/fix.ts';
import type { GridGeometry } from '../../geo/grid-geometry.ts';
import type { PlacedFixes } from '../clock/place-by-clock.ts';
import type { Movement } from '../measures/movement.ts';
import type { TimeLedger } from '../measures/time-budget.ts';
import type { PatrolInput } from '../patrol-input.ts';
import type { Track } from '../track/clean-track.ts';

/** What every signal may look at. */
export interface IntegrityContext {
  input: PatrolInput;
  /** Canonical fixes of the patrol, marked ones included, and their marks. */
  fixes: readonly Fix[];
  /** All that were told for the patrol, also of other times. */
  placed: readonly Fix[];
  masks: Uint16Array;
  /** Where the handhelds' clocks were off. */
  clock: readonly ClockOff[];
  /** Where on the way they were set. */
  clockSets: PlacedFixes['clockSets'];
  /** Accepted fixes. */
  track: Track;
  movement: Movement;
  ledger: TimeLedger;
  geometry: GridGeometry;
}

/** What a detector found; the figures in the unit its definition states. */
export type Finding = Omit<Signal, 'code'>;
export type Detector = (context: IntegrityContext) => Finding | null;

/**
 * How far a patrol is on the way to a strong signal, also where none is shown: the least of all conditions, each as a part of what it asks
 * for. From 1 the signal is strong.
 */
export type Margin = (context: IntegrityContext) => number;

/** Runs of canonical fixes that satisfy a condition, each handheld's own, inclusive. */
export function rangesOf(
  fixes: readonly Fix[],
  holds: (fix: Fix, index: number) => boolean,
): FixRange[] {
  const ranges: FixRange[] = [];
  const open = new Map<number, FixRange>();
  fixes.forEach((fix, i) => {
    const range = open.get(fix.handheldId);
    if (!holds(fix, i)) open.delete(fix.handheldId);
    else if (range) range.toMs = fix.t;
    else {
      const begun = { handheldId: fix.handheldId, fromMs: fix.t, toMs: fix.t };
      open.set(fix.handheldId, begun);
      ranges.push(begun);
    }
  });
  return ranges;
}
