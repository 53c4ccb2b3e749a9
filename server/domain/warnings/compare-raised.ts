import type { ThresholdsTrial } from '../../contract/warnings/thresholds.ts';
import {
  type Finding,
  WARNING_LEVELS,
  type WarningLevel,
} from '../../contract/warnings/warning.ts';
import { fingerprintOf, placeOf, strongestFirst } from './fingerprint.ts';
import { type Change, judgeRuns } from './judge-runs.ts';
import { WARNING_POLICY } from './policy.ts';
import type { Sighting } from './sighting.ts';

/** What a look at an area found, as of a moment, Unix ms. */
export interface LookedAt {
  at: number;
  findings: readonly Finding[];
}

/** A warning that looks come to, and the area of what first raised it. */
interface Raised extends Pick<Change, 'members' | 'peak' | 'foundFrom' | 'foundTo'> {
  category: string | null;
  areaId: number;
}

/** A warning under two sets of thresholds; null: there is none. Times in Unix ms. */
export interface RaisedChange extends Omit<ThresholdsTrial['changes'][number], 'from' | 'to'> {
  foundFrom: number;
  foundTo: number;
}

/** The warnings that looks at one area raise where none stood before and no person does anything. */
function raisedBy(looks: readonly LookedAt[]): Raised[] {
  const areas = new Map<string, number>();
  const places = new Map<string, readonly string[]>();
  const sightings = looks.flatMap(({ at, findings }) =>
    strongestFirst(findings).map((finding, n): Sighting => {
      const place = placeOf(finding.cells);
      places.set(place, finding.cells);
      areas.set(place, finding.areaId);
      const { category, level } = finding;
      return { at, n, category, level, place, fingerprint: fingerprintOf(finding), owner: null };
    }),
  );
  const latest = Math.max(...looks.map(({ at }) => at));
  const known = { sightings, places, superseded: [], closings: [], heads: [] };
  return judgeRuns({ ...known, asOf: () => latest, settled: false }, WARNING_POLICY).map(
    ({ members, peak, foundFrom, foundTo }) => {
      const { category, place } = members[0]!;
      return { members, peak, foundFrom, foundTo, category, areaId: areas.get(place)! };
    },
  );
}

const keysOf = ({ members }: Raised) =>
  members.map(({ at, category, place }) => JSON.stringify([at, category, place]));

const countOf = (raised: readonly Raised[]): ThresholdsTrial['inForce'] => ({
  raised: raised.length,
  byPeak: byLevel((level) => raised.filter(({ peak }) => peak === level).length),
});

/** Counts of several areas together. */
export const sumOf = (
  parts: readonly ThresholdsTrial['inForce'][],
): ThresholdsTrial['inForce'] => ({
  raised: parts.reduce((sum, { raised }) => sum + raised, 0),
  byPeak: byLevel((level) => parts.reduce((sum, { byPeak }) => sum + byPeak[level], 0)),
});

const byLevel = (count: (level: WarningLevel) => number) =>
  Object.fromEntries(WARNING_LEVELS.map((level) => [level, count(level)])) as Record<
    WarningLevel,
    number
  >;

/** Warnings of the same looks at one area under two sets of thresholds: how many, and which would be more, fewer or of another highest level. */
export function compareRaised(before: readonly LookedAt[], after: readonly LookedAt[]) {
  const [now, then] = [raisedBy(before), raisedBy(after)];
  const bySighting = new Map(now.flatMap((one) => keysOf(one).map((key) => [key, one])));
  const left = new Set(now);
  const changes: RaisedChange[] = [];
  const tell = (one: Raised, levels: Pick<RaisedChange, 'before' | 'after'>) => {
    const { areaId, category, foundFrom, foundTo } = one;
    changes.push({ areaId, category, foundFrom, foundTo, ...levels });
  };
  for (const one of then) {
    const same = keysOf(one)
      .map((key) => bySighting.get(key))
      .find((other) => other && left.has(other));
    if (same) left.delete(same);
    if (same?.peak !== one.peak) tell(one, { before: same?.peak ?? null, after: one.peak });
  }
  for (const one of left) tell(one, { before: one.peak, after: null });
  changes.sort((a, b) => a.foundFrom - b.foundFrom || a.areaId - b.areaId);
  return { inForce: countOf(now), proposed: countOf(then), changes };
}
