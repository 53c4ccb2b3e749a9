import type { Verdict } from '../../../server/contract/patrols/verdict.ts';
import type { FixFigures } from '../../../server/db/fixes/figures.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { placeByClock } from '../../../server/domain/verification/clock/place-by-clock.ts';
import {
  type ComparedTrack,
  comparedTrack,
  hashTracks,
  trackBetween,
} from '../../../server/domain/verification/integrity/compared-track.ts';
import { hashFixSet } from '../../../server/domain/verification/track/fix-set.ts';

const TIMES = ['session', 't', 'receivedMs', 'sentMs'] as const;

export type FixColumns = Record<keyof FixFigures, Float64Array>;

/** Fixes of one handheld at other times, under the id it has where they are put. */
export function moveFixes(fixes: FixFigures, byMs: number, id: number): FixColumns {
  const moved = Object.fromEntries(
    Object.entries(fixes).map(([name, values]) => [name, Float64Array.from(values)]),
  ) as FixColumns;
  for (const name of TIMES) moved[name] = moved[name].map((ms) => ms + byMs);
  moved.handheldId.fill(id);
  return moved;
}

const MOMENTS = new Set(['fromMs', 'toMs', 'firstMs']);

/** A verdict's moments and handhelds, which are all that is not the same on another day; what it rests on is named by `nameBasis`. */
export function moveVerdict(
  verdict: Verdict,
  { byMs, handheldOf }: { byMs: number; handheldOf: ReadonlyMap<number, number> },
): Verdict {
  function moved(value: unknown, key = ''): unknown {
    if (value === null) return value;
    // Thousands of cells, each a text of its own: nothing in them is moved.
    if (Array.isArray(value))
      return typeof value[0] === 'object' ? value.map((one) => moved(one)) : value;
    if (typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, moved(v, name)]));
    if (MOMENTS.has(key)) return Number(value) + byMs;
    return key === 'handheldId' ? handheldOf.get(Number(value)) : value;
  }
  return moved(verdict) as Verdict;
}

/** A patrol's own fixes as the judge placed them, and its track as others were compared with it. */
export function placed(fixes: readonly Fix[]): { fixes: Fix[]; track: ComparedTrack } {
  const { fixes: own } = placeByClock(fixes);
  return { fixes: own, track: comparedTrack(own) };
}

/** The verdict with the names of the fixes and tracks it rests on: those of where it was moved. */
export function nameBasis(
  verdict: Verdict,
  patrol: { startMs: number; endMs: number },
  rested: { fixes: readonly Fix[]; history: ComparedTrack[]; others: ComparedTrack[] },
): Verdict {
  const { startMs, endMs } = patrol;
  const fixes = rested.fixes.filter(({ t }) => t >= startMs && t <= endMs);
  const compared = [
    ...rested.history,
    ...rested.others.map((track) => trackBetween(track, startMs, endMs)),
  ];
  const basis = {
    ...verdict.basis,
    fixSet: hashFixSet(fixes),
    ...(compared.length > 0 && { comparedSet: hashTracks(compared) }),
  };
  return { ...verdict, basis };
}
