import type { MetricDefinition } from '../../contract/metrics/metrics.ts';
import { SIGNALS, type SignalCode } from '../../contract/patrols/verdict.ts';
import type { DayFigures } from '../days/fold-grid-day.ts';
import { roundTo } from '../verification/measures/interval.ts';

/** Version of the table as a whole, and of how scores are reckoned from it. */
export const DEFINITIONS_VERSION = '2026.4';

/** Sums over the days, officers and grids of one row, and what was seen of the ground in all of them together. */
export interface Totals extends DayFigures {
  daysCompleted: number;
  daysIncomplete: number;
  daysSuspicious: number;
  daysUnverifiable: number;
  /** Of the patrols done, day by day, no more than were required: what is done twice on one day makes no other day good. */
  patrolsMet: number;
  /** Weight of the cells seen at least once, and of all cells, of the grids concerned. */
  seenWeight: number;
  cellWeight: number;
  ground: GroundTotals;
  signals: Partial<Record<SignalCode, number>>;
}

/** The ground of the grids concerned: windows and checkpoints summed over days, the rest as of the last day on record. See GroundDay. */
export interface GroundTotals {
  weight: number;
  staleWeightDays: number;
  staleMaxDays: number;
  unseenWeight: number;
  combWindows: number;
  combMet: number;
  combCoverageE4: number;
  checkpointsDue: number;
  checkpointsMet: number;
}

interface Definition extends MetricDefinition {
  value: (totals: Totals) => number | null;
}

const ratio = (part: number, whole: number) => (whole > 0 ? roundTo(part / whole, 4) : null);
const minutes = (seconds: number) => roundTo(seconds / 60, 2);
const hours = (days: number) => roundTo(days * 24, 1);
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

const SIGNAL_NAMES: Record<SignalCode, { zh: string; en: string }> = {
  'mock-provider': { zh: '模拟定位', en: 'Mock provider' },
  frozen: { zh: '坐标冻结', en: 'Frozen' },
  'too-smooth': { zh: '过于平滑', en: 'Too smooth' },
  teleport: { zh: '瞬移', en: 'Teleport' },
  vehicle: { zh: '乘车', en: 'Vehicle' },
  replayed: { zh: '轨迹重放', en: 'Replayed track' },
  'two-in-one-pocket': { zh: '一人多机', en: 'Two in one pocket' },
  'several-accounts': { zh: '一机多号', en: 'Several accounts' },
  'clock-shifted': { zh: '时钟偏移', en: 'Clock shifted' },
  'late-upload': { zh: '迟报', en: 'Late upload' },
  'forged-sequence': { zh: '序号异常', en: 'Forged sequence' },
};

/** `two-in-one-pocket` as `signalTwoInOnePocket`. */
const signalId = (code: SignalCode) =>
  `signal${code.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}`;

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
    version: 2,
    unit: 'share',
    name: { zh: '巡查完成率', en: 'Completion rate' },
    formula: {
      zh: '逐人逐日取完成次数与应巡次数的较小者求和 ÷ 应巡次数；为 1 时没有未达标的人日',
      en: 'sum over officer-days of min(patrolsDone, patrolsRequired) / patrolsRequired; 1 only where no day is incomplete',
    },
    value: (t) => ratio(t.patrolsMet, t.patrolsRequired),
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
    version: 2,
    unit: 'share',
    name: { zh: '期间覆盖率（梳篦）', en: 'Coverage over the period' },
    formula: {
      zh: '期间至少看到一次的单元格权重 ÷ 全部可巡单元格权重；存疑的巡查所见不计，梳篦与未巡各项同此；网格改划时各版本按天数加权',
      en: 'Weight of the cells seen at least once in the period / weight of all patrollable cells; what a suspicious patrol says it saw is not seen, here and wherever ground is seen; versions of a redrawn grid weigh by their days',
    },
    value: (t) => ratio(t.seenWeight, t.cellWeight),
  },
  {
    id: 'combRate',
    version: 1,
    unit: 'share',
    name: { zh: '梳篦达标率', en: 'Comb-like windows met' },
    formula: {
      zh: '期间内每天回看标准的 periodDays 天，这些天看到的单元格权重占比达到 coveragePerPeriod 的天数 ÷ 可回看满的天数',
      en: "On each day the norm's periodDays up to it are looked at: days on which coveragePerPeriod of the ground was seen within them / days on which that many days are on record",
    },
    value: ({ ground }) => ratio(ground.combMet, ground.combWindows),
  },
  {
    id: 'combCoverage',
    version: 1,
    unit: 'share',
    name: { zh: '梳篦窗口平均覆盖率', en: 'Mean coverage of comb-like windows' },
    formula: {
      zh: '上述各窗口内看到的单元格权重占比的平均',
      en: 'Mean share of the ground seen within those windows',
    },
    value: ({ ground }) => ratio(ground.combCoverageE4 / 10_000, ground.combWindows),
  },
  {
    id: 'combMet',
    version: 1,
    unit: 'met',
    name: { zh: '梳篦达标', en: 'Comb-like coverage met' },
    formula: {
      zh: '期间内所有窗口都达标为 1，否则为 0；没有完整窗口时为空',
      en: '1 where every such window of the period is met, else 0; null where there was no whole window',
    },
    value: ({ ground }) =>
      ground.combWindows > 0 ? Number(ground.combMet === ground.combWindows) : null,
  },
  {
    id: 'stalenessMeanH',
    version: 1,
    unit: 'h',
    name: { zh: '平均未巡时长', en: 'Mean staleness' },
    formula: {
      zh: '期末（记录中最后一天）各单元格距最近一次看到的天数按权重平均 × 24；当天看到为 0；未看到的从 92 天内有记录的第一天算起',
      en: "Mean by weight of the days since each cell was last seen x 24, at the end of the period (the last day on record); 0 where seen that day; a cell not seen counts from the grid's first day on record within 92 days",
    },
    value: ({ ground }) =>
      ground.weight > 0 ? hours(ground.staleWeightDays / ground.weight) : null,
  },
  {
    id: 'stalenessMaxH',
    version: 1,
    unit: 'h',
    name: { zh: '最长未巡时长', en: 'Greatest staleness' },
    formula: {
      zh: '期末各单元格距最近一次看到的天数的最大值 × 24',
      en: 'Greatest number of days since a cell was last seen x 24, counted likewise',
    },
    value: ({ ground }) => (ground.weight > 0 ? hours(ground.staleMaxDays) : null),
  },
  {
    id: 'unseenShare',
    version: 1,
    unit: 'share',
    name: { zh: '长期未巡占比', en: 'Ground not seen' },
    formula: {
      zh: '期末 92 天内从未看到的单元格权重 ÷ 全部可巡单元格权重',
      en: 'Weight of the cells not seen in the 92 days to the end of the period / weight of all',
    },
    value: ({ ground }) => ratio(ground.unseenWeight, ground.weight),
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
  {
    id: 'checkpointWeekRate',
    version: 1,
    unit: 'share',
    name: { zh: '重点部位周到访达标率', en: 'Checkpoints visited each week' },
    formula: {
      zh: '期间内每天回看 7 天：到访次数达到标准 checkpointVisitsPerWeek（未设为 1）的重点部位 ÷ 标准的重点部位，各天合计',
      en: "On each day the 7 days up to it are looked at: checkpoints visited by the norm's checkpointVisitsPerWeek patrols (1 unless told) / checkpoints of the norm, over all days",
    },
    value: ({ ground }) => ratio(ground.checkpointsMet, ground.checkpointsDue),
  },
  count('weakSignals', '弱异常信号', 'Weak signals', {
    zh: '各次巡查的弱异常信号数之和',
    en: 'Integrity signals of strength weak',
  }),
  count('strongSignals', '强异常信号', 'Strong signals', {
    zh: '各次巡查的强异常信号数之和',
    en: 'Integrity signals of strength strong',
  }),
  ...SIGNALS.map(
    (code): Definition => ({
      id: signalId(code),
      version: 1,
      unit: 'count',
      name: {
        zh: `信号：${SIGNAL_NAMES[code].zh}`,
        en: `Signal: ${SIGNAL_NAMES[code].en.toLowerCase()}`,
      },
      formula: {
        zh: `各次巡查中“${SIGNAL_NAMES[code].zh}”信号（强弱均计）的次数`,
        en: `Integrity signals ${code} of judged patrols, weak and strong`,
      },
      value: ({ signals }) => signals[code] ?? 0,
    }),
  ),
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

/** Metrics of some totals by id, in the order of their definitions: all of them, or those named. */
export const metricsOf = (totals: Totals, ids?: readonly string[]): Record<string, number | null> =>
  Object.fromEntries(
    DEFINITIONS.flatMap(({ id, value }) =>
      ids === undefined || ids.includes(id) ? [[id, value(totals)]] : [],
    ),
  );
