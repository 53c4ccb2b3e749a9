import { caseMetrics } from './case-metrics.ts';
import { casePresets } from './case-presets.ts';
import { metricFamilies, metrics } from './metrics.ts';
import { normPresets } from './norm-presets.ts';
import { ogc } from './ogc.ts';
import { scoringPresets, scoringTerm } from './scoring.ts';

/** What answers of the server say in every language: metrics, presets, terms of scores. */
export const answers = {
  metrics,
  metricFamilies,
  caseMetrics,
  casePresets,
  normPresets,
  ogc,
  scoringPresets,
  scoringTerm,
  /** Words of this service that a guesser of passwords tries first, with spaces between. */
  guessable: 'xunji patrol handheld officer',
  /** To be said beside signs of formalism wherever they are shown. */
  formalismCaveat:
    'These are aggregate signs for supervisors to look into and to mend norms by; nobody is to be punished by them automatically. Each has innocent explanations: the length the norm itself asks for, a small grid or a single road, shifts outside the risk hours. Look at counts and intervals first, then at the evidence of the patrols, and hear the officer.',
};
