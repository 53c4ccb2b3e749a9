import { SEED } from './shared.ts';

/** The self-exciting process. */
export const hawkes = {
  hawkes: {
    summary: '拟合自激过程（背景与触发），给出各单元下一班次、下一天、下一周的预期事件数',
    parameters: {
      background: '背景：kernel 随事件地点变化；uniform 会把固定热点当作触发',
      bandwidthM: '背景的带宽；留空则在 250、500、1000、2000 米中取似然最大者',
      reachM: '触发作用的最远距离',
      reachD: '触发作用的最长时间',
      minSpreadM: '触发作用的最小扩散；位置重合会把它拉到 0',
      shiftH: '下一班次的长度',
      cellM: '预期所用方格的边长',
      iterations: 'EM 最多步数',
      backgroundPerDay: '每天的背景事件数；四个参数同时给出则不拟合，只求其对数似然',
      branchingRatio: '每个事件平均触发的事件数；与其他三个同时给出',
      meanDelayD: '触发的平均延迟；与其他三个同时给出',
      spreadM: '触发的空间扩散 σ；与其他三个同时给出',
      ...SEED,
    },
    columns: {
      x: '单元中心向东，米（平面）',
      y: '单元中心向北，米（平面）',
      shift: '下一班次的预期事件数',
      day: '今后 24 小时的预期事件数',
      week: '今后 7 天的预期事件数',
    },
  },
};
