import { CELLS, NEIGHBOURS, STEPS } from './shared.ts';

/** Emerging hot spots. */
export const emerging = {
  emerging: {
    summary: '新兴热点：时空 Gi*、其趋势，以及每个单元的模式',
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: '权重：各为 1，或每行之和为 1',
      ...STEPS,
      lagSteps: '时空单元的邻域向前包含几步',
      window: '均值与标准差取自哪些时空单元',
      correction: '对立方体全部时空单元的校正',
      alpha: '时空单元判为热点或冷点的显著性水平',
      trendAlpha: '趋势的显著性水平',
    },
    columns: {
      id: '单元',
      category: '8 种热点与 8 种冷点模式，或无模式',
      trendZ: 'z 值序列的 Mann-Kendall z',
      trendP: '其双侧 p 值',
      trendS: 'Kendall S',
      slope: 'z 值的 Sen 斜率，每步',
      hotSteps: '为热点的步数',
      coldSteps: '为冷点的步数',
      lastZ: '最后一步的 z 值',
      lastBin: '最后一步的置信等级，-3 到 3',
      total: '各步数值之和',
    },
  },
  'mann-kendall': {
    summary: '等步长序列的 Mann-Kendall 趋势，每个单元一条；事件则合为一条计数序列',
    parameters: STEPS,
    columns: {
      id: '单元，或 all（全部）',
      trendS: 'Kendall 的 S',
      variance: '无趋势时 S 的方差，已按并列修正',
      trendZ: 'S 的 z 值，含连续性修正',
      trendP: '其双侧 p 值',
      tau: '与时间的 Kendall tau-b',
      slope: 'Sen 斜率，每步',
    },
  },
};
