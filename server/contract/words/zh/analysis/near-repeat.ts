import { PERMUTATIONS, SEED } from './shared.ts';

/** Near repeats. */
export const nearRepeat = {
  knox: {
    summary: '分档检验：地点相近的事件在时间上是否也比偶然更近（近重复）',
    parameters: {
      spaceEdgesM: '距离分档的边界，用逗号分隔',
      timeEdgesD: '时间间隔分档的边界，用逗号分隔',
      spaceClosed: '距离档包含哪端：upper 为 (a, b]，首档也含下端；lower 为 [a, b)',
      timeClosed: '时间档包含哪端：upper 为 (a, b]，首档也含下端；lower 为 [a, b)',
      samePlace: '位置完全相同的事件对单列一档',
      times: '间隔的算法：date 按 UTC 日期的整天；moment 按时刻',
      ...PERMUTATIONS,
      ...SEED,
    },
    columns: {
      spaceFromM: '距离档下端，米',
      spaceToM: '距离档上端，米',
      timeFromD: '时间档下端，天',
      timeToD: '时间档上端，天',
      observed: '同在两档内的事件对数',
      expected: '日期随机置换后的平均对数',
      ratio: 'Knox 比：观测除以期望',
      z: '观测减期望，以置换的标准差为单位',
      p: '置换 p 值：（1 + 不低于观测的置换数）/（1 + 置换数）',
      pHolm: '对全表作 Holm 校正的 p 值',
      product: '按边际的期望：距离档对数乘时间档对数，除以总对数',
      pPoisson: '泊松 p 值：均值为 product 时的 P(X >= 观测)',
      pPoissonAbove: '泊松超出 p 值：同上，P(X > 观测)（同 R 的 surveillance::knox）',
    },
  },
};
