import { SEED } from './shared.ts';

/** The space-time scan. */
export const scan = {
  scan: {
    summary: '用各种地点、大小与时长的窗口，找出何时何地事件多于偶然',
    parameters: {
      model:
        '零模型：permutation（只需事件）、poisson（人口）、bernoulli（对照）、expectation（期望数）',
      period: '找哪些聚集：prospective 为最后一天仍存在的；retrospective 为任何时间的',
      dimension: '窗口可选择：地点与时间、只选地点、只选时间',
      intervalD: '合为一个时段的天数，从最后一天向前数',
      maxDays: '最长窗口；留空则为研究期的一半',
      maxShare: '圆内最多占全部事件（permutation）或期望数的比例',
      maxRadiusM: '圆的最大半径；留空则不限',
      cellM:
        '作为地点的方格边长，仅用于事件；留空则每个不同位置为一个地点，位置超过 4000 个时取格数不超过 1000 的最小方格',
      firstDay: '研究首日，ISO 日期；仅用于事件',
      lastDay: '研究末日，ISO 日期；仅用于事件',
      tiesTogether: '与圆心等距的地点一起进入；否则逐个进入，先 x 小后 y 小',
      minCases: '聚集的最少事件数',
      replicates: '蒙特卡洛模拟次数；0 为不做',
      stopAt: '有这么多次模拟不低于最可能的聚集时停止；0 为从不',
      runs: '已运行的次数，前瞻扫描的 p 值按其校正；1 为不校正',
      maxClusters: '最多列出的聚集数',
      overlap:
        '较弱的聚集何时不列：space-time 与更强的聚集在同一时间共有地点；space 只要共有地点，不论时间',
      rates: '事件多于预期的聚集（high）、少于预期的（low），或两者（both）；low 较慢',
      ...SEED,
    },
    columns: {
      cluster: '按对数似然比排序，1 为最可能的聚集',
      centre: '圆心地点名称',
      places: '圆内地点数',
      radiusM: '圆心到圆内最远地点的距离，米',
      startDay: '首日（UTC）；输入没有日期时为空',
      endDay: '末日（UTC）',
      rate: '偏高或偏低：high 多于预期，low 少于预期',
      cases: '圆内事件数',
      expected: '圆内期望事件数',
      ratio: '事件数与期望之比',
      relativeRisk: '圆内与圆外风险之比',
      llr: '对数似然比',
      p: '蒙特卡洛 p 值',
      pGumbel: '按模拟结果拟合的 Gumbel 分布 p 值',
      recurrenceD: '仅凭偶然出现这样的聚集的间隔天数：前瞻扫描才有',
    },
  },
};
