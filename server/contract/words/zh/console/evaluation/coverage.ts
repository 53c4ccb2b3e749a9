/** Words of the page of coverage. */
export const coverage = {
  title: '巡查覆盖',
  beside: '对比',
  besides: { none: '不对比', before: '与上一期对比', year: '与上年同期对比' },
  empty: '这段时间没有巡查数据',
  emptyHint: '巡查经核验并汇总后出现在这里。',
  map: '覆盖地图',
  ground: '巡到的地面',
  seen: '巡到 {{share}}',
  notKnown: '没有数据',
  pattern: '巡查时段：星期与钟点',
  shown: { patrolMin: '巡查分钟', incidents: '事件' },
  walkedChart: '计划与实巡（按日）',
  planned: '应巡次数',
  walked: '实巡次数',
  windows: '梳篦式窗口：{{count}} 个网格中 {{met}} 个已达标',
  window: '{{days}} 天内 {{share}}，应达 {{required}}',
};
