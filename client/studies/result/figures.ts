import type { Language } from '../../i18n/index.ts';

/** Names of the single figures of results, by their name in the API. Patterns of emerging hot spots are said as they are in tables. */
export const FIGURES: Record<string, Record<Language, string>> = {
  incidents: { en: 'Incidents', zh: '事件数' },
  clusters: { en: 'Clusters', zh: '聚集数' },
  core: { en: 'Core incidents', zh: '核心事件' },
  border: { en: 'Border incidents', zh: '边界事件' },
  noise: { en: 'In no cluster', zh: '不属于任何聚集' },
  ambiguous: { en: 'Border of several clusters', zh: '多个聚集的边界' },
  cells: { en: 'Cells', zh: '单元数' },
  studyArea: { en: 'Study area', zh: '研究区域' },
  hot: { en: 'Hot cells', zh: '热点单元' },
  cold: { en: 'Cold cells', zh: '冷点单元' },
  HH: { en: 'High among high', zh: '高-高单元' },
  LL: { en: 'Low among low', zh: '低-低单元' },
  HL: { en: 'High among low', zh: '高-低单元' },
  LH: { en: 'Low among high', zh: '低-高单元' },
  overall: { en: 'Overall rate', zh: '总体发生率' },
  steps: { en: 'Time steps', zh: '时间步数' },
  firstStep: { en: 'First step', zh: '首个时间步' },
  numerator: { en: 'Incidents above the line', zh: '分子事件数' },
  denominator: { en: 'Incidents below the line', zh: '分母事件数' },
  bandwidthM: { en: 'Bandwidth, m', zh: '带宽（米）' },
  bandwidthRule: { en: 'Bandwidth by', zh: '带宽来源' },
  total: { en: 'Density over the raster', zh: '栅格内密度总和' },
  studyDays: { en: 'Days', zh: '天数' },
  x0: { en: 'West edge, m', zh: '西边界（米）' },
  y0: { en: 'South edge, m', zh: '南边界（米）' },
  cols: { en: 'Columns', zh: '列数' },
  rows: { en: 'Rows', zh: '行数' },
  originLng: { en: 'Longitude of the origin', zh: '原点经度' },
  originLat: { en: 'Latitude of the origin', zh: '原点纬度' },
  cases: { en: 'Cases', zh: '事件数' },
  places: { en: 'Places', zh: '地点数' },
  cellM: { en: 'Side of a cell, m', zh: '单元边长（米）' },
  intervals: { en: 'Intervals', zh: '时间区间数' },
  circles: { en: 'Circles', zh: '候选圆数' },
  maxWindowD: { en: 'Longest window, days', zh: '最长窗口（天）' },
  replicates: { en: 'Replicates', zh: '随机模拟次数' },
  llr: { en: 'Greatest log likelihood ratio', zh: '最大对数似然比' },
  p: { en: 'p', zh: 'p 值' },
  pairs: { en: 'Pairs', zh: '事件对数' },
  nearPairs: { en: 'Pairs near in space', zh: '空间邻近的事件对' },
  permutations: { en: 'Permutations', zh: '置换次数' },
  significant: { en: 'Significant bands', zh: '显著的时空带' },
  days: { en: 'Days', zh: '天数' },
  branchingRatio: { en: 'Branching ratio', zh: '分支比' },
  backgroundPerDay: { en: 'Background a day', zh: '每日背景事件数' },
  meanDelayD: { en: 'Mean delay, days', zh: '平均时滞（天）' },
  spreadM: { en: 'Spread of bursts, m', zh: '触发的空间范围（米）' },
  logLikelihood: { en: 'Log likelihood', zh: '对数似然' },
  iterations: { en: 'EM steps', zh: 'EM 步数' },
  residualKs: { en: 'Residuals: KS distance', zh: '残差 KS 距离' },
  residualP: { en: 'Residuals: p', zh: '残差检验 p 值' },
  from: { en: 'Forecast from', zh: '预测起始' },
  horizonD: { en: 'Days ahead', zh: '预测天数' },
  expected: { en: 'Expected incidents', zh: '预期事件数' },
  periods: { en: 'Periods tested', zh: '检验时段数' },
  testFrom: { en: 'Tested from', zh: '检验起始' },
  testTo: { en: 'Tested to', zh: '检验截止' },
  sharesAtLeastBest: {
    en: 'Shares of area at least the best baseline',
    zh: '不低于最佳基线的面积占比数',
  },
  shares: { en: 'Shares of area', zh: '面积占比数' },
};

const ORDER = Object.keys(FIGURES);
const rank = (name: string): number => {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
};

/** In the order people read figures in; the store keeps none. */
export const byRank = ([a]: [string, unknown], [b]: [string, unknown]): number => rank(a) - rank(b);

/** What only a program needs: where the raster lies is in the rows already. */
export const HIDDEN: ReadonlySet<string> = new Set(['x0', 'y0', 'originLng', 'originLat']);
