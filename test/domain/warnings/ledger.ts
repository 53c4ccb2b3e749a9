import { HOUR_MS } from '../../../server/contract/units.ts';
import type {
  WarningLevel,
  WarningState,
  WarningStep,
} from '../../../server/contract/warnings/warning.ts';
import { placeOf } from '../../../server/domain/warnings/fingerprint.ts';
import { type Head, judgeRuns, type Known } from '../../../server/domain/warnings/judge-runs.ts';
import { isStanding, nextState } from '../../../server/domain/warnings/life-cycle.ts';
import { WARNING_POLICY } from '../../../server/domain/warnings/policy.ts';
import type { Sighting } from '../../../server/domain/warnings/sighting.ts';

export interface Found {
  cells: readonly string[];
  level: WarningLevel;
  category?: string | null;
}

/** A warning as the ledger keeps it. */
export interface Kept extends Head {
  versions: { reason: string; level: WarningLevel }[];
  steps: WarningStep['step'][];
}

/**
 * Warnings kept in memory as the store keeps them. `forgetful`: it knows only late sightings where a run follows all others,
 * as the store does to be quick; else always all of them.
 */
export function createLedger({ forgetful }: { forgetful: boolean }) {
  const runs = new Map<number, string>();
  const places = new Map<string, readonly string[]>();
  const warnings = new Map<number, Kept>();
  let sightings: Sighting[] = [];
  const superseded: Sighting[] = [];
  const linkMs = WARNING_POLICY.expireAfterH * HOUR_MS;

  return {
    /** Delivers a run; returns how many warnings had something to tell. */
    run(at: number, found: readonly Found[]): number {
      const digest = JSON.stringify(found);
      if (runs.get(at) === digest) return 0;
      const settled = !runs.has(at) && [...runs.keys()].every((other) => other < at);
      runs.set(at, digest);
      superseded.unshift(...sightings.filter((s) => s.at === at && s.owner !== null));
      sightings = sightings.filter((s) => s.at !== at);
      for (const [n, { cells, level, category = null }] of found.entries()) {
        const place = placeOf(cells);
        places.set(place, cells);
        sightings.push({
          at,
          n,
          category,
          level,
          place,
          fingerprint: `${level} ${place}`,
          owner: null,
        });
      }
      const latest = Math.max(...runs.keys());
      const known: Known = {
        sightings: settled && forgetful ? sightings.filter((s) => s.at >= at - linkMs) : sightings,
        superseded: superseded.filter((s) => s.at === at),
        places,
        closings: [],
        heads: [...warnings.values()].filter(
          ({ state, id }) =>
            isStanding(state) ||
            [...sightings, ...superseded].some(
              (s) => s.owner === id && (!(settled && forgetful) || s.at >= at - linkMs),
            ),
        ),
        asOf: () => latest,
        settled: settled && forgetful,
      };
      return this.apply(known, at);
    },
    apply(known: Known, at: number): number {
      let told = 0;
      const ids: number[] = [];
      const changes = judgeRuns(known, WARNING_POLICY);
      for (const [k, change] of changes.entries()) {
        const id = change.id ?? warnings.size + 1;
        ids[k] = id;
        const before = warnings.get(id);
        let state: WarningState = before?.state ?? 'raised';
        for (const step of change.steps) state = nextState(state, step)!;
        const { level, peak, supported, fingerprint, foundFrom, foundTo } = change;
        warnings.set(id, {
          id,
          category: before ? before.category : change.evidence![0]!.category,
          state,
          level: change.reason ? level : before!.level,
          peak,
          supported: change.reason ? supported : before!.supported,
          fingerprint: change.reason ? fingerprint : before!.fingerprint,
          foundFrom,
          foundTo,
          endedAt: isStanding(state) ? null : (before?.endedAt ?? at),
          mergedInto: change.mergedInto === null ? null : ids[change.mergedInto]!,
          versions: [
            ...(before?.versions ?? []),
            ...(change.reason ? [{ reason: change.reason, level }] : []),
          ],
          steps: [...(before?.steps ?? []), ...change.steps],
        });
        if (change.reason || change.steps.length > 0) told++;
        const mine = new Set(change.members.map((s) => `${s.at} ${s.n}`));
        sightings = sightings.map((s) => (mine.has(`${s.at} ${s.n}`) ? { ...s, owner: id } : s));
      }
      return told;
    },
    /** A person takes a step. */
    step(id: number, step: WarningStep['step'], at: number) {
      const warning = warnings.get(id)!;
      const state = nextState(warning.state, step)!;
      warnings.set(id, { ...warning, state, endedAt: isStanding(state) ? null : at });
    },
    warnings: () => [...warnings.values()],
    /** What the data says now, without names and history: what must not depend on the order of runs. */
    riskState: () =>
      [...warnings.values()]
        .filter(({ supported }) => supported)
        .map(({ category, state, level, peak, foundFrom, foundTo, fingerprint }) =>
          JSON.stringify({ category, state, level, peak, foundFrom, foundTo, fingerprint }),
        )
        .sort(),
  };
}
