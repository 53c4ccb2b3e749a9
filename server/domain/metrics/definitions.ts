import type { MetricDefinition } from '../../contract/metrics.ts';
import type { DayFigures } from '../days/fold-grid-day.ts';
import { roundTo } from '../verification/interval.ts';

/** Version of the table as a whole. */
export const DEFINITIONS_VERSION = '2026.1';

/** Sums over the days, officers and grids of one row, and what was seen of the ground in all of them together. */
export interface Totals extends DayFigures {
  daysCompleted: number;
  daysIncomplete: number;
  daysSuspicious: number;
  daysUnverifiable: number;
  /** Weight of the cells seen at least once, and of all cells, of the grids concerned. */
  seenWeight: number;
  cellWeight: number;
}

interface Definition extends MetricDefinition {
  value: (totals: Totals) => number | null;
}

const ratio = (part: number, whole: number) => (whole > 0 ? roundTo(part / whole, 4) : null);
const minutes = (seconds: number) => roundTo(seconds / 60, 2);
const judged = (t: Totals) => t.completed + t.incomplete + t.suspicious + t.unverifiable;

const count = (
  id: keyof DayFigures | 'daysCompleted' | 'daysIncomplete' | 'daysSuspicious' | 'daysUnverifiable',
  zh: string,
  en: string,
  formula: { zh: string; en: string },
  unit = 'count',
): Definition => ({
  id,
  version: 1,
  unit,
  name: { zh, en },
  formula,
  value: (totals) => totals[id],
});

/** Every metric of /api/v1/metrics/patrols, in the order of its columns. */
export const DEFINITIONS: readonly Definition[] = [
  count(
    'dutyDays',
    '应勤人日',
    'Duty days',
    {
      zh: '按当日标准、排班与请假，要求巡查的人日数',
      en: "Officer-days on which that day's norm, assignment and leave required patrols",
    },
    'days',
  ),
  count(
    'onDutyDays',
    '在岗人日',
    'Days on duty',
    {
      zh: '应勤人日中至少有一次已核验巡查的人日数',
      en: 'Duty days with at least one judged patrol',
    },
    'days',
  ),
  {
    id: 'onDutyRate',
    version: 1,
    unit: 'share',
    name: { zh: '在岗率', en: 'On-duty rate' },
    formula: { zh: '在岗人日 ÷ 应勤人日', en: 'onDutyDays / dutyDays' },
    value: (t) => ratio(t.onDutyDays, t.dutyDays),
  },
  count(
    'leaveDays',
    '请假人日',
    'Days of leave',
    {
      zh: '网格责任人请假的人日数，不计应勤',
      en: 'Days of leave of officers who hold a grid; nothing is required of them',
    },
    'days',
  ),
  count('patrolsRequired', '应巡次数', 'Patrols required', {
    zh: '应勤人日的标准巡查次数之和；替班者承担被替者的次数',
    en: 'Sum of patrolsPerDay over duty days; who stands in takes over what was asked of the absent',
  }),
  count('patrolsDone', '完成次数', 'Patrols done', {
    zh: '结论为完成（或经人工改判为完成），且满足间隔与错时时段、未被重复计算的巡查次数；在其他网格的计入该网格',
    en: 'Patrols completed by verdict or by a supervisor, that keep rest and windows and are not an hour counted already; credited to the grid walked',
  }),
  {
    id: 'completionRate',
    version: 1,
    unit: 'share',
    name: { zh: '巡查完成率', en: 'Completion rate' },
    formula: { zh: '完成次数 ÷ 应巡次数，不超过 1', en: 'min(1, patrolsDone / patrolsRequired)' },
    value: (t) => ratio(Math.min(t.patrolsDone, t.patrolsRequired), t.patrolsRequired),
  },
  ...(
    [
      ['daysCompleted', '达标人日', 'Days completed', '完成', 'completed'],
      ['daysIncomplete', '未达标人日', 'Days incomplete', '未完成', 'incomplete'],
      ['daysSuspicious', '存疑人日', 'Days suspicious', '存疑', 'suspicious'],
      ['daysUnverifiable', '无法核验人日', 'Days unverifiable', '无法核验', 'unverifiable'],
    ] as const
  ).map(([id, zh, en, outcomeZh, outcome]) =>
    count(
      id,
      zh,
      en,
      {
        zh: `日结论为“${outcomeZh}”的人日数`,
        en: `Officer-days whose day verdict is ${outcome}`,
      },
      'days',
    ),
  ),
  ...(
    [
      ['completed', '完成的巡查', 'Patrols completed', '完成'],
      ['incomplete', '未完成的巡查', 'Patrols incomplete', '未完成'],
      ['suspicious', '存疑的巡查', 'Patrols suspicious', '存疑'],
      ['unverifiable', '无法核验的巡查', 'Patrols unverifiable', '无法核验'],
    ] as const
  ).map(([id, zh, en, outcomeZh]) =>
    count(id, zh, en, {
      zh: `现行结论（含改判）为“${outcomeZh}”的巡查次数`,
      en: `Judged patrols that stand as ${id}, decisions on objections included`,
    }),
  ),
  count('recognised', '识别的巡查', 'Patrols recognised', {
    zh: '未按开始键、由轨迹识别出的巡查次数',
    en: 'Judged patrols found in the track of officers who did not press start',
  }),
  {
    id: 'effectiveMin',
    version: 1,
    unit: 'min',
    name: { zh: '有效巡查时长', en: 'Effective minutes' },
    formula: {
      zh: '各次巡查有效时长之和；同一人同一时段只计一次',
      en: 'Sum of effective minutes of judged patrols; an hour of one officer counts once however many patrols it lies in',
    },
    value: (t) => minutes(t.effectiveS),
  },
  {
    id: 'requiredMin',
    version: 1,
    unit: 'min',
    name: { zh: '应巡时长', en: 'Minutes required' },
    formula: { zh: '应巡次数 × 每次时长', en: 'patrolsRequired x minutesPerPatrol of the norm' },
    value: (t) => minutes(t.requiredS),
  },
  {
    id: 'jointMin',
    version: 1,
    unit: 'min',
    name: { zh: '结伴时长', en: 'Joint minutes' },
    formula: {
      zh: '有效时长中另有他人先在同一网格巡查的部分；有效时长减去它即网格被巡查的时长',
      en: 'Part of effectiveMin while another officer, who began earlier, patrolled the same grid; effectiveMin less this is how long the grid was patrolled',
    },
    value: (t) => minutes(t.jointS),
  },
  {
    id: 'helpMin',
    version: 1,
    unit: 'min',
    name: { zh: '支援时长', en: 'Minutes of help' },
    formula: {
      zh: '有效时长中在非本人网格（也非替班网格）的部分，计入所在网格',
      en: 'Part of effectiveMin in grids the officer neither holds nor stands in for, credited to those grids',
    },
    value: (t) => minutes(t.helpS),
  },
  count(
    'distanceM',
    '巡查里程',
    'Distance',
    {
      zh: '各次巡查里程之和；同一人同一时段只计一次',
      en: 'Sum of the distance of judged patrols; what one officer walked counts once',
    },
    'm',
  ),
  {
    id: 'coverageMean',
    version: 1,
    unit: 'share',
    name: { zh: '单次平均覆盖率', en: 'Mean coverage of a patrol' },
    formula: { zh: '各次巡查覆盖率的平均', en: 'Mean of the coverage of judged patrols' },
    value: (t) => ratio(t.coverageE4 / 10_000, judged(t)),
  },
  {
    id: 'coverageUnion',
    version: 1,
    unit: 'share',
    name: { zh: '期间覆盖率（梳篦）', en: 'Coverage over the period' },
    formula: {
      zh: '期间至少看到一次的单元格权重 ÷ 全部可巡单元格权重；网格改划时各版本按天数加权',
      en: 'Weight of the cells seen at least once in the period / weight of all patrollable cells; versions of a redrawn grid weigh by their days',
    },
    value: (t) => ratio(t.seenWeight, t.cellWeight),
  },
  {
    id: 'checkpointRate',
    version: 1,
    unit: 'share',
    name: { zh: '重点部位到访率', en: 'Checkpoint rate' },
    formula: {
      zh: '到访的重点部位 ÷ 应到访的重点部位',
      en: 'checkpoints visited / checkpoints of judged patrols',
    },
    value: (t) => ratio(t.checkpointsVisited, t.checkpointsRequired),
  },
  count('weakSignals', '弱异常信号', 'Weak signals', {
    zh: '各次巡查的弱异常信号数之和',
    en: 'Integrity signals of strength weak',
  }),
  count('strongSignals', '强异常信号', 'Strong signals', {
    zh: '各次巡查的强异常信号数之和',
    en: 'Integrity signals of strength strong',
  }),
  count('contested', '申诉的巡查', 'Contested', {
    zh: '有申诉的巡查次数',
    en: 'Judged patrols somebody objected to',
  }),
  count('overridden', '改判的巡查', 'Overridden', {
    zh: '经人工改判的巡查次数',
    en: 'Judged patrols whose outcome a supervisor replaced',
  }),
  {
    id: 'completeness',
    version: 1,
    unit: 'share',
    name: { zh: '数据完整率', en: 'Completeness of the data' },
    formula: {
      zh: '1 − 超限空白时长 ÷ 巡查总时长：应有定位中实际可用的比例',
      en: '1 - time in gaps beyond the limit / time on patrol: the share of expected positions that can be used',
    },
    value: (t) => (t.spanS > 0 ? roundTo(Math.max(0, 1 - t.gapS / t.spanS), 4) : null),
  },
];

/** What anyone may read of the definitions. */
export const metricDefinitions = (): MetricDefinition[] =>
  DEFINITIONS.map(({ value: _, ...definition }) => definition);

/** All metrics of some totals, by id. */
export const metricsOf = (totals: Totals): Record<string, number | null> =>
  Object.fromEntries(DEFINITIONS.map(({ id, value }) => [id, value(totals)]));
