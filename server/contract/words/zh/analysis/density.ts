/** Rasters and kernels. */
const SURFACE = {
  kernel: '核函数形状',
  bandwidthM: '高斯核的 σ，四次核的半径；留空则按 rule 选取',
  rule: '带宽留空时的选取规则；不同规则可相差百倍',
  cellM: '栅格单元边长；留空则取较长边的 1/128',
  gridSize: '较长边上的栅格数，代替 cellM',
  extent: '西、南、东、北，以半角逗号分隔，用输入的坐标；留空则取区域或事件的范围',
  sum: '逐核逐格精确求和，或用 FFT，误差 1% 以内',
};

/** Cells of a raster. */
const RASTER = {
  col: '自西起的列号，从 0 起',
  row: '自南起的行号，从 0 起',
  'lng, lat or x, y': '单元中心',
};

/** Kernel densities. */
export const density = {
  kde: {
    summary: '栅格上的事件核密度，每平方千米（及每时段）',
    parameters: {
      ...SURFACE,
      edge: '边缘校正：不校正、按单元处的质量、按事件处的质量',
      adaptive: '按 Abramson 平方根律为每个事件取各自的带宽',
      perDays: 'rate 所按时段的长度',
    },
    columns: {
      ...RASTER,
      density: '所选范围内每平方千米的事件数',
      rate: '每平方千米、每时段的事件数，给了 perDays 才有',
    },
  },
  'kde-ratio': {
    summary: '同一带宽的两个密度面之比：某类事件在哪里偏多',
    parameters: {
      ...SURFACE,
      above: '分子的类别',
      below: '分母的类别；留空则为全部事件',
      floor: '分母低于其最大值的这一比例时不给出比值',
    },
    columns: {
      ...RASTER,
      numerator: '该类事件每平方千米数',
      denominator: '对照事件每平方千米数',
      ratio: '分子除以分母；分母过小处为空',
      relativeRisk: '比值除以总数之比：1 为平均',
    },
  },
};
