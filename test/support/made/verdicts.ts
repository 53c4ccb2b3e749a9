import type {
  Outcome,
  Signal,
  SignalCode,
  Verdict,
} from '../../../server/contract/patrols/verdict.ts';

export interface VerdictFigures {
  outcome: Outcome;
  effectiveMin: number;
  coverage?: number;
  distanceM?: number;
  gapMin?: number;
  seen?: readonly string[];
  strongSignals?: number;
  weakSignals?: readonly SignalCode[];
  checkpoints?: readonly boolean[];
}

const exactly = (value: number) => ({ low: value, best: value, high: value });

const signal = (code: SignalCode, strength: Signal['strength']): Signal => ({
  ...{ code, strength, measured: 1, threshold: 0, share: 1, fixes: [] },
});

/** A verdict with these figures, as the judge would write it. */
export function verdictOf(figures: VerdictFigures): Verdict {
  const { outcome, effectiveMin, coverage = 0.5, distanceM = 5_000, gapMin = 0 } = figures;
  return {
    outcome,
    reasons: [{ code: 'met' }],
    measures: {
      timeInGridMin: exactly(effectiveMin),
      effectiveMin: exactly(effectiveMin),
      coverage: exactly(coverage),
      distanceM: exactly(distanceM),
      idleMin: 0,
      vehicleMin: 0,
      outsideMin: 0,
      gapMin,
      fixes: { total: 100, accepted: 100, marked: {} },
      completeness: 1,
    },
    checkpoints: (figures.checkpoints ?? []).map((visited, k) => ({
      id: `C${k}`,
      visited,
      dwellS: 0,
      firstMs: null,
    })),
    signals: [
      ...Array.from({ length: figures.strongSignals ?? 0 }, () => signal('frozen', 'strong')),
      ...(figures.weakSignals ?? []).map((code) => signal(code, 'weak')),
    ],
    segments: [],
    cells: { resolution: 12, seen: [...(figures.seen ?? [])], missed: [] },
    basis: { ruleSet: 'test', fixSet: 'test', gridVersion: 1, normVersion: 1 },
  };
}
