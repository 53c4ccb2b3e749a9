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
  guessable: '巡迹 巡查 网格员 xuncha wangge wanggeyuan',
  /** To be said beside signs of formalism wherever they are shown. */
  formalismCaveat:
    '这些是汇总迹象，只供督导员了解情况、改进标准，不得据以自动处罚任何人。每一项都有正当的解释：标准本身要求的时长、网格狭小或道路单一、排班不在高发时段。先看人数与区间，再看巡查证据，并听取本人说明。',
};
