import { CELLS, NEIGHBOURS, PERMUTATIONS, SEED } from './shared.ts';

const TESTS = {
  rate: '数值是否除以分母：不除、直接除、或经验贝叶斯',
  correction: '对逐个单元检验的校正',
  alpha: '判为热点、冷点或聚集的显著性水平',
};

/** Cells and their values. */
const VALUES = {
  id: '单元：格网编号、H3 编号，或方格的“列_行”',
  value: '单元内事件数，或给定的值',
  population: '分母：所给定的',
  patrolHours: '核验的巡查小时：作分母',
  analysed: '实际分析的数值或比率',
  neighbours: '邻居数，不含自身',
};

const P_VALUES = {
  z: 'z 值',
  p: '双侧正态 p 值',
  q: '校正后的 p 值',
  permutationP: '双侧条件置换 p 值，做了置换才有',
  permutationQ: '校正后的置换 p 值',
};

/** Hot spots of cells and rates. */
export const hotspot = {
  'gi-star': {
    summary: 'H3 单元、方格或任意格网上的 Getis-Ord Gi* 冷热点',
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: '权重：各为 1，或每行之和为 1',
      ...TESTS,
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      ...VALUES,
      ...P_VALUES,
      bin: '按 q 的置信等级，符号同 z：3 为 99%，2 为 95%，1 为 90%，0 为无',
      spot: '在 alpha 水平上为热点、冷点或无；有 permutationQ 时以其为准',
    },
  },
  'local-moran': {
    summary: '局部莫兰指数：与邻居相似的单元（HH、LL）和相异的单元（HL、LH）',
    parameters: {
      ...CELLS,
      ...NEIGHBOURS,
      style: '权重：每行之和为 1，或各为 1',
      ...TESTS,
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      ...VALUES,
      i: '局部莫兰指数 I',
      ...P_VALUES,
      quadrant: '象限：单元与邻居高于（H）或低于（L）均值：HH、LL、HL、LH',
      isCluster: '是否显著：q 或 permutationQ 不大于 alpha',
    },
  },
  rates: {
    summary: '单位分母的发生率：原值，以及全局与局部经验贝叶斯平滑值',
    parameters: { ...NEIGHBOURS },
    columns: {
      id: '单元',
      value: '给定的计数',
      population: VALUES.population,
      patrolHours: VALUES.patrolHours,
      raw: '计数除以分母',
      eb: '向总体发生率收缩',
      ebLocal: '向邻域发生率收缩',
    },
  },
};
