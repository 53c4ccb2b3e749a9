import type { MetricLevel } from '../../contract/metrics/metrics.ts';
import type { ScoringPreset, ScoringRules, ScoringTerm } from '../../contract/metrics/scoring.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';

const scored = (
  id: string,
  metric: string,
  max: number,
  [zeroAt, fullAt]: readonly [number, number],
  name: ScoringTerm['name'],
): ScoringTerm => ({
  id,
  name,
  source: { metric },
  scale: { kind: 'linear', zeroAt, fullAt },
  role: 'scored',
  max,
});

const done = (max: number) =>
  scored('done', 'completionRate', max, [0.5, 1], { zh: '巡查完成', en: 'Patrols done' });
const present = (max: number) =>
  scored('on-duty', 'onDutyRate', max, [0.6, 1], { zh: '在岗', en: 'On duty' });
const covered = (max: number) =>
  scored('coverage', 'coverageUnion', max, [0.5, 0.95], { zh: '覆盖', en: 'Coverage' });
const comb = (max: number) =>
  scored('comb', 'combRate', max, [0, 1], { zh: '梳篦', en: 'Comb-like' });
const fresh = (max: number) =>
  scored('staleness', 'stalenessMeanH', max, [168, 24], { zh: '未巡时长', en: 'Staleness' });
const checkpoints = (max: number) =>
  scored('checkpoints', 'checkpointRate', max, [0.5, 1], { zh: '重点部位', en: 'Checkpoints' });

const found = (max: number): ScoringTerm => ({
  id: 'found',
  name: { zh: '发现事项', en: 'Matters found' },
  source: { matters: 'points', foundBy: 'detected' },
  scale: { kind: 'each', points: 1 },
  role: 'bonus',
  max,
});
const suspicious = (points: number, max: number): ScoringTerm => ({
  id: 'suspicious',
  name: { zh: '存疑巡查', en: 'Suspicious patrols' },
  source: { metric: 'suspicious' },
  scale: { kind: 'each', points },
  role: 'deduction',
  max,
});

const section = (
  level: MetricLevel,
  terms: ScoringTerm[],
  officerCategory?: OfficerCategory,
): ScoringRules['sections'][number] => ({
  level,
  ...(officerCategory ? { officerCategory } : {}),
  base: 0,
  terms,
});

const rules = (
  own: Partial<ScoringRules> & Pick<ScoringRules, 'period' | 'sections'>,
): ScoringRules => ({
  stars: [],
  lastShare: 0,
  honour: null,
  ranking: { minDutyDays: 10, minCompleteness: 0.6, maxLeaveShare: 0.5 },
  ...own,
});

const GENERAL = [done(35), present(20), covered(25), checkpoints(20)];
const AREAS = (['grid', 'village', 'town'] as const).map((level) => section(level, GENERAL));

/** Schemes of the five places the system must serve, as a start. `published` is what their descriptions say; weights and mappings are examples. */
export const SCORING_PRESETS: Record<string, ScoringPreset> = {
  luqiao: {
    place: 'luqiao',
    name: { zh: '路桥星级评定', en: 'Luqiao star rating' },
    published: {
      zh: '每期对网格员星级评定；自动考核。权重与分档为示例。',
      en: 'Officers are rated by stars each period, automatically. Weights and thresholds are examples.',
    },
    rules: rules({
      period: 'month',
      sections: [section('officer', [...GENERAL, suspicious(5, 20)]), ...AREAS],
      stars: [
        { stars: 5, from: 95 },
        { stars: 4, from: 85 },
        { stars: 3, from: 70 },
        { stars: 2, from: 60 },
        { stars: 1, from: 40 },
      ],
    }),
  },
  shawan: {
    place: 'shawan',
    name: { zh: '沙湾巡查考核', en: 'Shawan patrol review' },
    published: {
      zh: '每日两次错时巡查。考核方法未公布，全部为示例。',
      en: 'Two staggered patrols a day. How they are reviewed is not published; all of it is an example.',
    },
    rules: rules({
      period: 'month',
      sections: [section('officer', [done(60), present(40)]), ...AREAS],
    }),
  },
  rencheng: {
    place: 'rencheng',
    name: { zh: '任城季度考评', en: 'Rencheng quarterly review' },
    published: {
      zh: '梳篦式巡查；季度考评，末 5 % 列出；十类事件全无的网格方可上光荣榜。权重与十类的代码为示例。',
      en: 'Comb-like patrols; reviewed by quarter, the last 5 % listed; a grid is honoured only with none of ten kinds of incident. Weights and the codes of the ten are examples.',
    },
    rules: rules({
      period: 'quarter',
      sections: (['officer', 'grid', 'village', 'town'] as const).map((level) =>
        section(level, [done(30), comb(40), fresh(15), checkpoints(15)]),
      ),
      lastShare: 0.05,
      honour: {
        kinds: [
          ...['fire', 'work', 'traffic', 'dispute', 'order'],
          ...['flood', 'food', 'building', 'pollution', 'facility'],
        ],
      },
      ranking: { minDutyDays: 30, minCompleteness: 0.6, maxLeaveShare: 0.5 },
    }),
  },
  xindu: {
    place: 'xindu',
    name: { zh: '新都月度计分', en: 'Xindu monthly score' },
    published: {
      zh: '两类网格员考核内容与分值不同，按月计分入薪酬。权重为示例。',
      en: 'Two categories of officers with different content and points, scored monthly into pay. Weights are examples.',
    },
    rules: rules({
      period: 'month',
      sections: [
        section('officer', [...GENERAL, found(20), suspicious(5, 20)], 'full-time'),
        section('officer', [done(60), present(40), found(30)], 'specialist'),
        ...AREAS,
      ],
    }),
  },
  kaifeng: {
    place: 'kaifeng',
    name: { zh: '开封事项计分', en: 'Kaifeng points per matter' },
    published: {
      zh: '每类事项有分值（56 类 314 项），自动评分。巡查部分权重与上限为示例。',
      en: 'Every category of matter (56 classes, 314 items) is worth points, scored automatically. The weights of patrols and the limits are examples.',
    },
    rules: rules({
      period: 'month',
      sections: [
        section('officer', [...GENERAL, found(100), suspicious(5, 20)], 'full-time'),
        section('officer', [done(60), present(40), found(100), suspicious(5, 20)], 'part-time'),
        ...AREAS,
      ],
    }),
  },
};
