import { SEED } from './shared.ts';

const PERIODS = {
  target: '要预测的类别；留空则为全部事件。其他类别也用于预测。',
  cellM: '方格边长',
  horizonD: '一次预测的时段',
  learnPeriods: '合并预测用多少个过去时段学习权重',
};

/** Forecasts and their back-test. */
export const forecast = {
  forecast: {
    summary: '各单元下一时段的预期事件数：按以往得分加权合并计数、密度与近重复',
    parameters: { ...PERIODS },
    columns: {
      x: '单元中心向东，米（平面）',
      y: '单元中心向北，米（平面）',
      pooled: '合并预测：预期事件数',
      allTime: '历史总计数：预期事件数',
      recent: '90 天计数：预期事件数',
      kde: '300 米核密度：预期事件数',
    },
  },
  backtest: {
    summary: '在未知时段上给预测打分：命中率、PAI、PEI*、对数得分、校准，并与简单基线对照',
    parameters: {
      ...PERIODS,
      testFrom: '检验的起始时刻，ISO；留空则为最后四分之一，至少一个预测时长',
      testTo: '检验的结束时刻，ISO；留空则到数据结束',
      areaShares: '计算命中所用的面积占比，用逗号分隔',
      bootstraps: '区间所用的按周自助抽样次数',
      ...SEED,
    },
    columns: {
      forecaster: '预测方法：合并、历史总计数、90 天计数或核密度',
      areaShare: '每个起点要求选出的单元占比',
      usedShare: '实际选出的占比：取整单元，至少一个',
      hits: '选出单元内的事件数',
      hitRate: '命中数与检验期全部事件数之比',
      pai: '命中率除以实际选出的占比',
      peiStar: '命中数与同样多单元最多可含事件数之比',
      low: '命中率 95% 区间的下端，按周自助抽样（只有一周时用 Wilson 区间）',
      high: '区间的上端',
      logScore: '事件所在单元预测占比的对数均值',
    },
  },
};
