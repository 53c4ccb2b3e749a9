/** 大屏模式：指挥室墙上所示。 */
export const wall = {
  title: '大屏',
  needs: '需要立即处理',
  nobody: '目前无需处理',
  unknown: '是否有待处理事项尚不清楚',
  more: '另有 {{count}} 项',
  mute: '浏览器尚未允许声音与桌面通知：在页面任意处点击一次即可启用。',
  view: { map: '实时地图', patrols: '今日巡查', cases: '在办案件' },
  kind: { sos: '求助', 'red-warning': '红色预警', 'red-case': '超期案件', silent: '失联' },
};
