/** Parameters that several methods have. */
export const CELLS = {
  cells: '计数所用的单元；auto 对经纬度用 h3，对平面坐标用方格',
  resolution: 'H3 分辨率（9 级边长约 200 米）',
  sideM: '方格边长',
  cover: '输入没有区域时的研究单元：事件凸包内、有事件的、或外接矩形内',
  rings: '几圈单元算作邻居',
};

export const NEIGHBOURS = {
  contiguity: '方格与多边形在 10 厘米内相接即为相邻：相接于点，或沿边',
  bandM: '中心相距不超过此值的单元互为邻居，代替圈数',
};

export const STEPS = {
  steps:
    '事件计数的时间步：按天数（stepDays），或日历上的整月、整季、整年；后者长短不一，按同一速率比较；记录（from、to，否则为首末事件当天）未完整覆盖的不计入',
  stepDays: '按天数时的步长；从最后一个事件起向前整步划分',
  timeZone: '日历所在的 IANA 时区',
};

export const PERMUTATIONS = { permutations: '随机置换次数；0 为不做' };

export const SEED = { seed: '随机数种子；种子相同，结果相同' };
