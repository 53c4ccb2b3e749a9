import { createHash } from 'node:crypto';
import type { Ground } from './ground.ts';
import { exceeds, fitGumbels, type Gumbel, scoreOf } from './gumbel.ts';
import type { RiskDay } from './risk-day.ts';
import { type Excess, scanStream } from './scan-day.ts';
import { createTallies, REACH_D, WINDOWS_D } from './tallies.ts';

/** Days of ordinary maxima the null law is fitted to, and how many are enough. */
export const CALIBRATION_D = 84;
const CALIBRATION_MIN_D = 28;
/** Days between the last of them and the day judged: what arrives late by less does not move the law. */
export const CALIBRATION_LAG_D = 14;
/** Days a scan of one day rests on in all. */
export const MEMORY_D = REACH_D + CALIBRATION_LAG_D + CALIBRATION_D;

/** An excess with how sure it is. */
export interface Alarm extends Excess {
  /** Chance that an ordinary day has one as strong, in any category, anywhere; at most 1. */
  p: number;
  recurrenceD: number;
}

export interface RiskScan {
  day: number;
  alarms: Alarm[];
  /** Names what the answer rests on: every day the scan has looked at. */
  dataHash: string;
  /**
   * Null law by stream, null for a stream with too little to fit one to; null as a whole while there are too few days. Where there is none,
   * every disc and window counts as a test of its own (Bonferroni).
   */
  law: (Gumbel | null)[] | null;
  /** The strongest of each stream, an alarm or not. */
  strongest: (Alarm | null)[];
}

export interface ScanOptions {
  /** Excesses are told of when chance alone gives one as strong in so many days, in all categories together. */
  recurrenceD: number;
  /** Looks at the same day share its budget: this one has so much of it, (0, 1]. */
  budgetShare?: number;
}

/**
 * What the risk job knows: a function of the set of incidents by day and of nothing else. Days may be put in any order and again; what a
 * scan answers depends only on what the days hold then. `dropBefore` forgets days no scan of later days needs.
 *
 * False alarms are bounded jointly: a day's budget 1/recurrenceD is spent evenly on the streams, and within a stream the maximum over all
 * discs and windows is one test (a family's expected false alarms are at most the sum of its tests' levels, whatever their dependence:
 * Spjøtvoll 1972; recurrence intervals: Kleinman, Lazarus and Platt 2004).
 */
export function createRiskState(ground: Ground, streams: number) {
  const days = new Map<number, RiskDay>();
  const looks =
    WINDOWS_D.length *
    ground.layers.reduce((sum, { cells, scales }) => sum + cells.length * scales, 0);
  const tallies = createTallies(ground, streams, (day) => days.get(day));
  const strongest = new Map<number, { key: string; found: (Excess | null)[] }>();

  /** Names the days [from, to]. */
  function hashOf(from: number, to: number): string {
    const hash = createHash('sha256');
    for (let day = from; day <= to; day++) hash.update(days.get(day)?.hash ?? '-');
    return hash.digest('hex');
  }

  /** The strongest of every stream on a day; remembered while its days stay as they are. */
  function strongestOf(day: number): (Excess | null)[] {
    const key = hashOf(day - REACH_D + 1, day);
    const known = strongest.get(day);
    if (known?.key === key) return known.found;
    const at = tallies.at(day);
    const found = each(streams, (stream) => scanStream(ground, at, stream).best);
    strongest.set(day, { key, found });
    return found;
  }

  /** The null law for a day, from ordinary days well before it. */
  function lawFor(day: number): (Gumbel | null)[] | null {
    const past: number[][] = [];
    const to = day - CALIBRATION_LAG_D;
    for (let d = to - CALIBRATION_D + 1; d <= to; d++)
      if (days.has(d - REACH_D + 1)) past.push(strongestOf(d).map((best) => best?.score ?? 0));
    if (past.length < CALIBRATION_MIN_D) return null;
    return fitGumbels(each(streams, (stream) => past.map((scores) => scores[stream]!)));
  }

  return {
    /** Puts a day in place of what was known of it. Returns whether that was something else. */
    put(day: RiskDay): boolean {
      const before = days.get(day.day);
      if (before?.hash === day.hash) return false;
      days.set(day.day, day);
      tallies.replace(day.day, before, day);
      return true;
    },
    dropBefore(day: number) {
      for (const known of days.keys()) if (known < day) days.delete(known);
      for (const known of strongest.keys()) if (known < day) strongest.delete(known);
    },
    /** Looks at a day with all that has been put so far; what lies after it plays no part. */
    scan(day: number, { recurrenceD, budgetShare = 1 }: ScanOptions): RiskScan {
      const law = lawFor(day);
      const pOf = (stream: number, score: number) => {
        const own = law?.[stream];
        return own ? exceeds(own, score) : Math.min(1, looks * Math.exp(-score));
      };
      const level = budgetShare / (recurrenceD * streams);
      const judge = (excess: Excess): Alarm => {
        const p = Math.min(1, (streams * pOf(excess.stream, excess.score)) / budgetShare);
        return { ...excess, p, recurrenceD: 1 / p };
      };
      const found = strongestOf(day).map((best, stream) => {
        const own = law?.[stream];
        const threshold = own ? scoreOf(own, level) : Math.log(looks / level);
        const all =
          best && best.score >= threshold
            ? scanStream(ground, tallies.at(day), stream, threshold).all
            : [];
        return { strongest: best && judge(best), alarms: all.map(judge) };
      });
      return {
        day,
        alarms: found
          .flatMap(({ alarms }) => alarms)
          .sort((a, b) => a.p - b.p || a.stream - b.stream),
        strongest: found.map(({ strongest }) => strongest),
        law,
        dataHash: hashOf(day - MEMORY_D + 1, day),
      };
    },
  };
}

export type RiskState = ReturnType<typeof createRiskState>;

const each = <T>(count: number, make: (k: number) => T): T[] =>
  Array.from({ length: count }, (_, k) => make(k));
