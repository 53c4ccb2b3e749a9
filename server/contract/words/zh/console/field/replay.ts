/** 多人轨迹回放。 */
export const replay = {
  title: '轨迹回放',
  map: '回放地图',
  period: '时段',
  onRecord: '每次查看他人位置都会留痕。',
  near: '{{from}} 至 {{to}}，{{metres}} 米内共 {{count}} 人。',
  everybody: '显示全部人员',
  closest: '最近 {{metres}}，{{from}} 至 {{to}}',
  nobody: '当时无人在场',
  nobodyHint: '该区域该时段没有定位记录。',
  events: '截至此刻：事件 {{incidents}}、告警 {{alerts}}、预警 {{warnings}}',
  cut: {
    incidents: '事件过多，仅显示最近 {{most}} 起。',
    alerts: '告警过多，仅显示最近 {{most}} 条。',
    warnings: '预警过多，仅显示最近 {{most}} 条。',
    patrols: '巡查过多，轨迹仅按其中 {{most}} 次的结论着色。',
  },
  whoWasNear: '当时谁在附近',
  open: '轨迹回放',
};
